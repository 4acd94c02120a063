using Agreements.Api.Features.Exchange.Imports.Work;
using Agreements.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Setup;

/// <summary>Registers what takes registers in.</summary>
internal static class ImportSetup
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ImportDesk>();
        builder.Services.AddHostedService<RunImports>();

        // A file that takes long is no reason to serve nothing.
        builder.Services.AddBacklog(new Backlog("imports", Tolerance: null, async (db, _, cancellationToken) =>
        {
            var waiting = db.ImportProgress.Open();
            var count = await waiting.CountAsync(cancellationToken);
            return new BacklogSize(count, count == 0 ? null : await waiting.MinAsync(progress => (DateTimeOffset?)progress.UpdatedAt, cancellationToken));
        }));
    }
}
