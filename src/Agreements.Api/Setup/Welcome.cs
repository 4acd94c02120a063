using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Agreements.Api.Setup;

/// <summary>Tells whoever started a development run where it is and what to try first.</summary>
internal static class Welcome
{
    public static void GreetInDevelopment(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Listening.DefaultUrl;
            Console.WriteLine($"""

                Agreements is listening on {address}
                  document    {address}/openapi/v1.json
                  explore it  {address}/swagger
                """);
            _ = SayWhatToTryAsync(app.Services.GetRequiredService<TakeInSampleRegister>(), address);
        });
    }

    // It finds something once the sample register is in.
    private static async Task SayWhatToTryAsync(TakeInSampleRegister takeIn, string address)
    {
        await (takeIn.ExecuteTask ?? Task.CompletedTask);
        Console.WriteLine($"  try first   curl -H 'X-Api-Key: …' '{address}/v1/agreements/expiring?withinDays=34&asOf=2025-11-27'\n");
    }
}
