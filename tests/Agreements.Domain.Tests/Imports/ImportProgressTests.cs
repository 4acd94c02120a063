using Agreements.Domain.Access;
using Agreements.Domain.Imports;

namespace Agreements.Domain.Tests.Imports;

public sealed class ImportProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_ends_whoever_reads_it_counts_until_a_row_is_settled()
    {
        var progress = Begun();

        Take(progress, times: 3);
        Assert.Equal(3, progress.Attempts);
        progress.Advance(1, 100, new ImportTally(100, 100, 0, 0, 0, 0), Now, Now);

        Assert.Equal(0, progress.Attempts);
    }

    [Fact]
    public void An_outage_or_a_shutdown_does_not_count_against_a_file()
    {
        var progress = Begun();

        for (var i = 0; i < 2 * ImportProgress.MostAttempts; i++)
        {
            Take(progress, times: 1);
            progress.LetGo(Now, blameless: true);
        }

        Assert.Equal(0, progress.Attempts);
    }

    [Fact]
    public void A_fault_of_its_own_counts_against_a_file()
    {
        var progress = Begun();

        Take(progress, times: 1);
        progress.LetGo(Now);

        Assert.Equal(1, progress.Attempts);
    }

    private static ImportProgress Begun()
    {
        var author = new Author("penyusun");
        return new ImportProgress(RegisterImport.Ask(
            Guid.CreateVersion7(),
            new ImportOrder(ImportMode.PerRow, DryRun: false, []),
            new ImportFile("register.csv", 10, new string('a', 64)),
            new Grant("key:uji", author, [], Reach.Everywhere, ExpiresAt: null),
            "key:uji",
            new Authorship(author, Now)));
    }

    // As whoever had it in hand before died: its lease is over.
    private static void Take(ImportProgress progress, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(progress.Take(Guid.CreateVersion7(), Now, Now));
        }
    }
}
