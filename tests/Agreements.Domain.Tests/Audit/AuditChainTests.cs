using System.Security.Cryptography;
using System.Text;
using Agreements.Domain.Audit;

namespace Agreements.Domain.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 2, 3, 45, TimeSpan.Zero);

    [Fact]
    public void A_seal_is_the_digest_of_the_one_before_and_of_every_field_in_order()
    {
        var head = new AuditHead();
        var agreement = Guid.CreateVersion7(Now);
        var entry = AuditEntry.Done(
            new Act("editAgreement", new Author("Siti Rahma — é"), "key:1", Now, "0af7651916cd43dd8448eb211c80319c"),
            new AuditSubject(AuditSubjectKind.Agreement, agreement, agreement, "76"),
            """[{"field":"notes","before":null,"after":"a\nb"}]""");

        entry.Seal(head);

        // Spelled out once more, as whoever checks the chain without this code would.
        var fields = new StringBuilder();
        foreach (var field in new[]
        {
            new string('0', 64), "1", entry.Id.ToString(), "2026-11-26T01:02:03.045Z", "Siti Rahma — é", "key:1", "editAgreement", "done", "", "agreement", $"{agreement}", $"{agreement}", "76",
            """[{"field":"notes","before":null,"after":"a\nb"}]""", "0af7651916cd43dd8448eb211c80319c",
        })
        {
            fields.Append(Encoding.UTF8.GetByteCount(field)).Append(':').Append(field).Append(',');
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.ToString()))), entry.Hash);
        Assert.Equal(new AuditSeal(1, entry.Hash!), head.Seal);
    }

    [Fact]
    public void A_whole_chain_has_no_fault()
    {
        var (entries, head) = Chain(5);

        Assert.Null(Walk(entries, head));
    }

    [Fact]
    public void An_empty_chain_has_no_fault() => Assert.Null(Walk([], new AuditHead()));

    [Fact]
    public void An_entry_that_is_gone_is_missed_in_its_place()
    {
        var (entries, head) = Chain(5);

        Assert.Equal(new AuditFault(3, EntryId: null, AuditFaultKind.Missing), Walk(entries.Where(entry => entry.Sequence != 3), head));
    }

    [Fact]
    public void A_tail_that_was_cut_off_is_missed_at_its_first_entry()
    {
        var (entries, head) = Chain(5);

        Assert.Equal(new AuditFault(4, EntryId: null, AuditFaultKind.Missing), Walk(entries.Take(3), head));
        Assert.Equal(new AuditFault(1, EntryId: null, AuditFaultKind.Missing), Walk([], head));
    }

    [Fact]
    public void An_end_that_was_moved_back_is_noticed()
    {
        var (entries, _) = Chain(5);
        var (_, earlier) = Chain(3);

        Assert.Equal((4, AuditFaultKind.Altered), Walk(entries, earlier) is { } fault ? (fault.Sequence, fault.Kind) : default);
    }

    [Fact]
    public void Nothing_is_sealed_twice()
    {
        var (entries, head) = Chain(1);

        Assert.Throws<InvalidOperationException>(() => entries[0].Seal(head));
    }

    [Theory]
    [InlineData("0.0000000000000000000000000000000000000000000000000000000000000000", true)]
    [InlineData("12.9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", true)]
    [InlineData("12.9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", false)]
    [InlineData("-1.9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false)]
    [InlineData("12.9f86d0", false)]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false)]
    [InlineData("", false)]
    public void A_seal_is_read_as_it_was_noted_or_not_at_all(string noted, bool isOne) => Assert.Equal(isOne ? noted : null, AuditSeal.Of(noted)?.ToString());

    private static (List<AuditEntry> Entries, AuditHead Head) Chain(int length)
    {
        var head = new AuditHead();
        var entries = new List<AuditEntry>();
        for (var i = 0; i < length; i++)
        {
            var entry = AuditEntry.Refused(new Act("approveAgreement", new Author("Rahma"), "key:1", Now.AddSeconds(i)), "agreement.self-approval", subject: null);
            entry.Seal(head);
            entries.Add(entry);
        }

        return (entries, head);
    }

    private static AuditFault? Walk(IEnumerable<AuditEntry> entries, AuditHead head)
    {
        var chain = new AuditChain();
        foreach (var entry in entries)
        {
            if (chain.Follow(entry) is { } fault)
            {
                return fault;
            }
        }

        return chain.EndAt(head.Seal);
    }
}
