using System.Diagnostics;
using System.Net;
using Agreements.Api.Tests.Document;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>The receiver that the README shows, as it stands there.</summary>
public sealed class ReadmeWebhooksTests
{
    [WebhookFact]
    public async Task The_receiver_of_the_README_takes_what_is_sent_and_refuses_what_is_not_signed()
    {
        await using var host = new ServiceHost().ToThisMachine();
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        using var client = host.ClientOf("pengelola");
        var folder = Directory.CreateTempSubdirectory("agreements-readme-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Repository.PathOf("tests", "webhook-receiver", "node_modules"));
        var source = ReadmeTests.Readme.Split("```js\n")[1].Split("```")[0];
        Assert.Contains(".listen(8080);", source, StringComparison.Ordinal);

        // Where it listens and what it remembers is for the test to say; its secret it gets when it is there.
        var script = source
            .Replace("new Webhook(process.env.WEBHOOK_SECRET)", "{ verify: (...all) => new Webhook(secret).verify(...all) }", StringComparison.Ordinal)
            .Replace(".listen(8080);", ".listen(0, '127.0.0.1', function () { console.log(this.address().port); });", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "receiver.mjs"), "let secret;\nprocess.stdin.on('data', (line) => { secret = String(line).trim(); console.log('ready'); }).on('end', () => process.exit());\nconst remember = (id, event) => console.log(id, event.type);\n" + script);
        using var receiver = Process.Start(new ProcessStartInfo("node", ["receiver.mjs"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var url = $"http://127.0.0.1:{await receiver.StandardOutput.ReadLineAsync()}/";
        var webhook = await client.HookedAsync(url);
        await receiver.StandardInput.WriteLineAsync(webhook.Body.Said("secret"));
        Assert.Equal("ready", await receiver.StandardOutput.ReadLineAsync());

        var queued = (await client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);
        Assert.Equal($"{queued.Body.Said("eventId")} webhook.test", await receiver.StandardOutput.ReadLineAsync());
        await client.ComesToAsync(webhook, "delivered");
        using var forger = new HttpClient();
        Assert.Equal(HttpStatusCode.BadRequest, (await forger.Post(url, new { type = "webhook.test" }, ("webhook-id", queued.Body.Said("eventId")!))).Status);

        receiver.StandardInput.Close();
        await receiver.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }
}
