using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class ExpiringTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly HttpClient _client = host.CreateClient();

    [Theory]
    [InlineData(34, true)]
    [InlineData(33, false)]
    public async Task Sulawesi_Barat_was_34_days_from_its_end_when_its_renewal_was_discussed(int withinDays, bool expected)
    {
        var answer = (await _client.Get($"/v1/agreements/expiring?withinDays={withinDays}&asOf=2025-11-27")).Is(HttpStatusCode.OK);

        var found = answer.Items.SingleOrDefault(item => item["regionCode"]!.GetValue<string>() == "76");
        Assert.Equal(expected, found is not null);
        Assert.Equal("2025-11-27", answer.Body["asOf"]!.GetValue<string>());
        if (expected)
        {
            Assert.Equal(34, found!["daysLeft"]!.GetValue<int>());
        }
    }
}
