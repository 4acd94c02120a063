using System.Text.Json;
using System.Text.Json.Serialization;
using Agreements.Api.Features;
using Agreements.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>What becomes of a delivery when the service itself fails in a way that nobody thought of.</summary>
public sealed class WebhookFaultTests
{
    [Fact]
    public async Task A_fault_that_nobody_thought_of_is_a_failed_attempt_that_is_made_again_later_and_given_up_in_the_end()
    {
        await using var host = new ServiceHost().ToThisMachine().With("Webhooks:MaxAttempts", "2")
            .With(services => services.Configure<JsonOptions>(json => json.SerializerOptions.Converters.Insert(0, new Unwritable())));
        using var client = host.ClientOf("pengelola");
        var webhook = await client.HookedAsync("http://127.0.0.1:9/");
        await client.DraftedAsync();

        var failed = await client.ComesToAsync(webhook, "failed");
        Assert.Equal(("serviceFailed", null), (failed.Said("lastFault"), failed["lastStatus"]));
        Assert.InRange(failed.Member("nextAttemptAt")!.GetValue<DateTimeOffset>(), host.Clock.Now.AddSeconds(5), host.Clock.Now.AddSeconds(6));
        Assert.Equal(1, (await client.NowAsync(webhook)).Body.Number("consecutiveFailures"));

        host.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("serviceFailed", (await client.ComesToAsync(webhook, "exhausted", attempts: 2)).Said("lastFault"));
        Assert.Equal("failing", (await client.DisabledAsync(webhook)).Body.Said("disabledReason"));
    }

    /// <summary>Fails to write any event.</summary>
    private sealed class Unwritable : JsonConverter<FeedEventView>
    {
        public override FeedEventView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, FeedEventView value, JsonSerializerOptions options) => throw new InvalidOperationException("It cannot be written.");
    }
}
