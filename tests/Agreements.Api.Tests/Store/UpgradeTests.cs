using System.Data.Common;
using System.Globalization;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Agreements.Api.Tests.Store;

/// <summary>What an earlier release wrote reads, once the store is brought up to date, as if this release had written it.</summary>
public sealed class UpgradeTests : IDisposable
{
    private static readonly string[] Derived = ["signed", "notice_order", "cover_ends", "quota_order", "cover_begins", "coverage_begins", "terminated_order"];
    private static readonly string[] CoverageDays = ["2024-12-01", "2025-01-01", "2025-06-15", "2025-12-31", "2026-01-01"];
    private static readonly Authorship Author = new("penyusun", TestClock.Start);

    private static readonly string[] Owners = ["staf", "kepala"];

    private readonly TestStore _now = new();
    private readonly TestStore _before = new();

    public void Dispose()
    {
        _now.Dispose();
        _before.Dispose();
    }

    [Fact]
    public async Task Rows_of_the_first_release_get_the_derived_columns_that_saving_them_anew_would_give()
    {
        List<Agreement> agreements = [.. Ends().Select(Signed), .. Terminations(), .. Coverages(), .. Unsigned()];
        await using (var db = Open(_now))
        {
            await db.Database.MigrateAsync();
            db.AddRange(agreements);
            await db.SaveChangesAsync();
        }

        await MakeAtInitialAsync(_before);
        await CopyAsync("agreements");
        await CopyAsync("agreement_history");
        await using (var db = Open(_before))
        {
            await db.Database.MigrateAsync();
        }

        var (expected, upgraded) = (await RowsAsync(_now), await RowsAsync(_before));
        Assert.Equal(agreements.Count, expected.Count);
        Assert.Equal(expected, upgraded);
        await using (var db = Open(_before))
        {
            var read = await db.Agreements.AsNoTracking().OrderBy(agreement => agreement.Id).ToListAsync();
            Assert.Equal(
                agreements.OrderBy(agreement => agreement.Id).Select(agreement => (agreement.Id, agreement.Lifecycle, agreement.InForceUntil, agreement.RenewalNoticeDue, agreement.OriginalTerm, agreement.ParticipantQuota)),
                read.Select(agreement => (agreement.Id, agreement.Lifecycle, agreement.InForceUntil, agreement.RenewalNoticeDue, agreement.OriginalTerm, agreement.ParticipantQuota)));
        }
    }

    [Fact]
    public async Task Keys_of_an_earlier_release_are_each_in_hands_of_their_own()
    {
        List<ApiKey> keys = [.. Owners.Select(owner => ApiKey.Issue(
            Guid.CreateVersion7(TestClock.Start), "uji", owner, "agr_00000000", "", [Scope.Admin], new KeyBinding(AllRegions: true, [], BpjsOfficeId: null), expiresAt: null, Author))];
        await using (var db = Open(_now))
        {
            await db.Database.MigrateAsync();
            db.AddRange(keys);
            await db.SaveChangesAsync();
        }

        await MakeAtAsync(_before, "_Access");
        await CopyAsync("api_keys");
        await using (var db = Open(_before))
        {
            await db.Database.MigrateAsync();
            Assert.Equal(keys.Select(key => $"key:{key.Id}").Order(StringComparer.Ordinal), (await db.ApiKeys.ToListAsync()).Select(key => key.Holder).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_upgraded_store_is_served()
    {
        await MakeAtInitialAsync(_before);
        await using (var db = Open(_now))
        {
            await db.Database.MigrateAsync();
            db.Add(Signed((Day("2026-11-30"), 1)));
            await db.SaveChangesAsync();
        }

        await CopyAsync("agreements");
        await CopyAsync("agreement_history");

        await using var host = new ServiceHost().On(_before);
        var client = host.ClientOf("staf");

        Assert.Equal("2026-11-30", Assert.Single((await client.Get("/v1/agreements/expiring")).Is(System.Net.HttpStatusCode.OK).Items).Said("effectiveUntil"));
        Assert.Equal("inNotice", Assert.Single((await client.Get("/v1/agreements?standing=inNotice,expiring")).Is(System.Net.HttpStatusCode.OK).Items).Said("standing"));
        Assert.Equal(["2025-12-31", "2026-10-30", "2026-11-30"], (await client.Get("/v1/deadlines")).Is(System.Net.HttpStatusCode.OK).Items.Select(row => row.Said("dueOn")));
        Assert.Equal("2026-12-01", Assert.Single((await client.Get("/v1/continuity/gaps")).Is(System.Net.HttpStatusCode.OK).Items).Said("from"));
    }

    // Ends on the last days of long and short months, and the day before, with every number of months of notice.
    private static IEnumerable<(DateOnly? Until, int? Notice)> Ends() =>
        from until in new[] { "2026-03-31", "2026-03-30", "2024-03-31", "2024-02-29", "2026-02-28", "2025-12-31", "2026-01-31", "2026-05-31", "2026-06-30", "2026-07-01", "2199-12-31", "2026-08-15", null }
        from notice in Enumerable.Range(0, Agreement.RenewalNoticeMonthsMax + 1).Select(months => (int?)months).Append(null)
        select (until is null ? (DateOnly?)null : Day(until), notice);

    private static IEnumerable<Agreement> Terminations()
    {
        string?[][] terms = [["2025-01-01", "2025-12-31"], ["2025-01-01", null], [null, "2025-12-31"], [null, null]];
        foreach (var term in terms)
        {
            foreach (var effectiveOn in new[] { "2025-01-01", "2025-03-01", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2199-12-31" })
            {
                var agreement = TakenIn(LifecycleState.Signed, term[0] is { } from ? Day(from) : null, term[1] is { } until ? Day(until) : null, notice: 1);
                agreement.Terminate(new Termination(TerminationGround.PartiesAgreed, Day(effectiveOn), "Disepakati kedua pihak"), [], Author);
                yield return agreement;
            }
        }
    }

    // Coverage that begins before the term, with it, within it, on its last day and after it; and terms of which a day is unknown.
    private static IEnumerable<Agreement> Coverages() =>
        from begins in new DateOnly?[] { Day("2025-01-01"), null }
        from ends in new DateOnly?[] { Day("2025-12-31"), null }
        from coverage in CoverageDays
        select TakenIn(LifecycleState.Signed, begins, ends, notice: null, Day(coverage));

    private static IEnumerable<Agreement> Unsigned()
    {
        foreach (var (until, notice) in new (DateOnly?, int?)[] { (Day("2026-03-31"), 1), (Day("2026-03-31"), null), (null, 3) })
        {
            yield return TakenIn(LifecycleState.Draft, from: null, until, notice);
            yield return TakenIn(LifecycleState.InReview, from: null, until, notice);
            yield return TakenIn(LifecycleState.Approved, from: null, until, notice);
            var cancelled = TakenIn(LifecycleState.Approved, from: null, until, notice);
            cancelled.Cancel("Tidak dilanjutkan", Author);
            yield return cancelled;
        }

        var partiallySigned = TakenIn(LifecycleState.Approved, Day("2026-01-01"), Day("2026-12-31"), notice: null);
        partiallySigned.Sign(
            new Signature(Party.Bpjs, "Nama pejabat", "Jabatan", ActingType.Definitive, Mandate: null, Day("2026-01-01"), Place: null, SignatureMethod.Wet),
            openEnded: false, Day("2026-01-01"), Author);
        yield return partiallySigned;
    }

    private static Agreement Signed((DateOnly? Until, int? Notice) term) => TakenIn(LifecycleState.Signed, from: null, term.Until, term.Notice);

    private static Agreement TakenIn(LifecycleState state, DateOnly? from, DateOnly? until, int? notice, DateOnly? coverage = null)
    {
        var content = new AgreementContent
        {
            Kind = AgreementKind.MemorandumOfAgreement,
            RegionCode = "76",
            EffectiveFrom = from,
            EffectiveUntil = until,
            OpenEnded = until is null && notice is null,
            CoverageFrom = coverage,
            RenewalNoticeMonths = notice,
        };
        return Agreement.TakeIn(
            Guid.CreateVersion7(TestClock.Start), new PublishedAgreement(content, state, [], SignedOn: null, "Berita daerah"), RegionCatalogue.Shipped.Get("76"), Author);
    }

    private static AgreementsDbContext Open(TestStore store) => TestStore.IsPostgres
        ? new PostgresAgreementsDbContext(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql(store.ConnectionString).Options)
        : new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite(store.ConnectionString).Options);

    private static Task MakeAtInitialAsync(TestStore store) => MakeAtAsync(store, "_Initial");

    private static async Task MakeAtAsync(TestStore store, string migration)
    {
        await using var db = Open(store);
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(each => each.EndsWith(migration, StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestStore store)
    {
        await using var connection = await store.OpenAsync();
        return await connection.RowsAsync(
            $"SELECT {string.Join(", ", Derived.Select(column => $"CAST({column} AS text)"))}, id, lifecycle, effective_until, renewal_notice_months, termination_effective_on FROM agreements ORDER BY id");
    }

    /// <summary>Writes the rows of the new store into the old one, as far as it has their columns.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "Tests write the SQL themselves.")]
    private async Task CopyAsync(string table)
    {
        await using var from = await _now.OpenAsync();
        await using var to = await _before.OpenAsync();
        await using var old = to.CreateCommand();
        old.CommandText = $"SELECT * FROM {table}";
        string[] columns;
        await using (var none = await old.ExecuteReaderAsync())
        {
            columns = [.. Enumerable.Range(0, none.FieldCount).Select(i => $"\"{none.GetName(i)}\"")];
        }

        if (table == "agreements")
        {
            Assert.Empty(columns.Intersect(Derived.Select(column => $"\"{column}\""), StringComparer.Ordinal));
        }

        await using var read = from.CreateCommand();
        read.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table}";
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            await using var write = to.CreateCommand();
            write.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
            for (var i = 0; i < columns.Length; i++)
            {
                DbParameter value = write.CreateParameter();
                (value.ParameterName, value.Value) = ($"p{i}", rows.GetValue(i));
                write.Parameters.Add(value);
            }

            Assert.Equal(1, await write.ExecuteNonQueryAsync());
        }
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
