using System.CommandLine;
using System.Globalization;
using Agreements.Api.Features.Access;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Commands;

/// <summary>
/// <c>agreements create-key</c>: issues a key at the machine itself, for an operator who has none left. It goes the way of every request, with the same rules,
/// in the name of the operator.
/// </summary>
internal static class CreateKey
{
    private const string Operator = "operator";

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public static Command Command(Words words)
    {
        var name = new Option<string>("--name") { Required = true, HelpName = "TEXT", Description = words.In("untuk apa kunci ini", "what it is for") };
        var owner = new Option<string>("--owner") { Required = true, HelpName = "TEXT", Description = words.In("siapa yang bertanggung jawab, seperti dicatat dalam riwayat", "who answers for it, as histories record it") };
        var scopes = new Option<string[]>("--scope")
        {
            Required = true,
            HelpName = "SCOPE",
            AllowMultipleArgumentsPerToken = true,
            Description = words.In("kewenangan, boleh lebih dari satu: ", "what it allows, one or more: ") + string.Join(", ", Scopes.All.Select(Scopes.NameOf)),
        };
        var regions = new Option<string[]>("--region")
        {
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = true,
            Description = words.In("kode Kemendagri daerah yang dijangkau, boleh lebih dari satu", "Kemendagri codes of the regions it reaches, one or more"),
        };
        var office = new Option<Guid?>("--office") { HelpName = "ID", Description = words.In("kantor BPJS Kesehatan yang wilayah kerjanya dijangkau", "the BPJS Kesehatan office whose catchment it reaches") };
        var all = new Option<bool>("--all") { Description = words.In("menjangkau seluruh negeri", "reaches the whole country") };
        var expires = new Option<string?>("--expires") { HelpName = "INSTANT", Description = words.In("sejak kapan ditolak, misalnya 2027-12-31T17:00:00Z; tanpa ini tidak kedaluwarsa", "from when on it is refused, such as 2027-12-31T17:00:00Z; without it, never") };
        scopes.Validators.Add(result =>
        {
            foreach (var unknown in result.Tokens.Select(token => token.Value).Where(value => Scopes.Find(value) is null))
            {
                result.AddError(words.In($"Tidak ada kewenangan {unknown}.", $"There is no scope {unknown}."));
            }
        });
        expires.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && Instant(given) is null)
            {
                result.AddError(words.In($"{given} bukan saat seperti 2027-12-31T17:00:00Z.", $"{given} is no instant such as 2027-12-31T17:00:00Z."));
            }
        });

        var command = new Command("create-key", words.In(
            "Menerbitkan kunci API langsung di penyimpanan dan menampilkannya sekali ini saja. Sebutkan tepat satu dari --region, --office, atau --all.",
            "Issues an API key directly in the store and shows it this once. Give exactly one of --region, --office or --all."))
        {
            name, owner, scopes, regions, office, all, expires,
        };
        command.SetAction((parsed, cancellationToken) => Store.UseAsync(words, app => IssueAsync(app, words, new IssueApiKey
        {
            Name = parsed.GetRequiredValue(name),
            Owner = parsed.GetRequiredValue(owner),
            Scopes = [.. parsed.GetRequiredValue(scopes).Select(Scopes.Find).OfType<Scope>()],
            RegionCodes = parsed.GetValue(regions) is { Length: > 0 } codes ? codes : null,
            BpjsOfficeId = parsed.GetValue(office),
            AllRegions = parsed.GetValue(all) ? true : null,
            ExpiresAt = parsed.GetValue(expires) is { } instant ? Instant(instant) : null,
        }, cancellationToken)));
        return command;
    }

    private static async Task<int> IssueAsync(WebApplication app, Words words, IssueApiKey request, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<IStoreEngine>();
        await engine.RequireReadyAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), cancellationToken);

        // Whoever can run this can do everything to the store; the rules still hold.
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Features.Set(new Grant(Operator, new Author(Operator), Scopes.All, Reach.Everywhere, ExpiresAt: null));
        context.SetEndpoint(new Endpoint(requestDelegate: null, new EndpointMetadataCollection(new EndpointNameMetadata("issueApiKey")), displayName: null));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        try
        {
            var issued = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
            await Console.Error.WriteLineAsync(words.In($"Kunci {issued.Id} atas nama {issued.Owner}, ditampilkan sekali ini saja:", $"Key {issued.Id} of {issued.Owner}, shown this once:"));
            await Console.Out.WriteLineAsync(issued.Key);
            await SealAsync(app, engine, cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception e) when (new ProblemSwitch(engine).For(e, isConditional: false) is { } failure)
        {
            foreach (var error in failure.Errors)
            {
                await Console.Error.WriteLineAsync($"{OptionOf(error.Pointer)}: {ProblemTexts.Detail(error.Code, words.Language, error.Arguments)}");
            }

            if (failure.Errors.Count == 0)
            {
                await Console.Error.WriteLineAsync(ProblemTexts.Detail(failure.Code, words.Language, failure.Arguments));
            }

            return failure.Status == StatusCodes.Status400BadRequest ? ExitCodes.WrongUsage : ExitCodes.Failed;
        }
    }

    // No service may be running. Whether it works or not, the key is there; whatever is left is sealed by the next one.
    private static async Task SealAsync(WebApplication app, IStoreEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(cancellationToken);
        }
        catch (Exception e) when (engine.Diagnose(e) is not null || e is DbUpdateConcurrencyException or OperationCanceledException)
        {
            // Said above.
        }
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string OptionOf(string? pointer) => pointer?.Split('/')[1] switch
    {
        "name" => "--name",
        "owner" => "--owner",
        "scopes" => "--scope",
        "regionCodes" => "--region, --office, --all",
        "bpjsOfficeId" => "--office",
        _ => "--expires",
    };
}
