using System.CommandLine;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Store;
using Agreements.Domain.Audit;

namespace Agreements.Api.Commands;

/// <summary><c>agreements verify-audit</c>: walks the chain of the audit, whether the service runs or not, and names the first entry that is not what was sealed.</summary>
internal static class VerifyAudit
{
    public static Command Command(Words words)
    {
        var noted = new Option<string?>("--noted")
        {
            HelpName = "SEAL",
            Description = words.In("segel yang dicatat sebelumnya, misalnya dari log; rantai harus melaluinya", "a seal that was noted earlier, from the log for example; the chain has to lead through it"),
        };
        noted.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && AuditSeal.Of(given) is null)
            {
                result.AddError(words.In($"{given} bukan segel.", $"{given} is no seal."));
            }
        });

        var command = new Command("verify-audit", words.In(
            "Memeriksa bahwa catatan audit utuh, dan menyebut entri pertama yang diubah, dipindah, hilang, atau disisipkan.",
            "Verifies that the audit is whole, and names the first entry that was edited, moved, removed or inserted."))
        {
            noted,
        };
        command.SetAction((parsed, cancellationToken) => Store.UseAsync(words, app => WalkAsync(app, words, parsed.GetValue(noted), cancellationToken)));
        return command;
    }

    private static async Task<int> WalkAsync(WebApplication app, Words words, string? noted, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<IStoreEngine>();
        await engine.RequireReadyAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), cancellationToken);
        var audit = scope.ServiceProvider.GetRequiredService<AuditSealing>();
        var verdict = await audit.VerifyAsync(noted is null ? null : AuditSeal.Of(noted), new Walked(words), cancellationToken);
        await Console.Error.WriteLineAsync(words.In(
            $"{verdict.Verified.Sequence} entri sesuai dengan segelnya; {verdict.Unsealed} menunggu disegel.", $"{verdict.Verified.Sequence} entries are what was sealed; {verdict.Unsealed} wait to be sealed."));
        if (verdict.FirstFault is not { } fault)
        {
            await Console.Out.WriteLineAsync($"{verdict.Verified}");
            return ExitCodes.Done;
        }

        await Console.Error.WriteLineAsync(fault.Kind switch
        {
            AuditFaultKind.Missing => words.In($"Entri ke-{fault.Sequence} hilang.", $"Entry {fault.Sequence} is missing."),
            AuditFaultKind.Inserted => words.In($"Entri ke-{fault.Sequence} ({fault.EntryId}) disisipkan: tidak pernah disegel.", $"Entry {fault.Sequence} ({fault.EntryId}) was inserted: it was never sealed."),
            _ => words.In($"Entri ke-{fault.Sequence} ({fault.EntryId}) bukan yang disegel.", $"Entry {fault.Sequence} ({fault.EntryId}) is not what was sealed."),
        });
        return ExitCodes.Failed;
    }

    /// <summary>Says every now and then how far the walk is.</summary>
    private sealed class Walked(Words words) : IProgress<long>
    {
        private const long Step = 50_000;
        private long _next = Step;

        public void Report(long value)
        {
            if (value >= _next)
            {
                _next = value + Step;
                Console.Error.WriteLine(words.In($"{value} entri diperiksa …", $"{value} entries verified …"));
            }
        }
    }
}
