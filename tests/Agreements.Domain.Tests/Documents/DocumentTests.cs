using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Agreements.Domain.Tests.Instruments;

namespace Agreements.Domain.Tests.Documents;

public sealed class DocumentTests
{
    private static readonly StoredFile File = new("naskah.pdf", "application/pdf", 12, new string('a', 64));

    [Theory]
    [InlineData(LifecycleState.Draft)]
    [InlineData(LifecycleState.InReview)]
    [InlineData(LifecycleState.Signed)]
    [InlineData(LifecycleState.Terminated)]
    [InlineData(LifecycleState.Cancelled)]
    public void A_document_leaves_its_agreement_as_it_was(LifecycleState state)
    {
        var agreement = Sample.In(state);
        var (version, history, updatedAt) = (agreement.Version, agreement.History.Count, agreement.UpdatedAt);

        var document = agreement.AddDocument(Sample.OfficeId, DocumentKind.Minutes, "Notulen", File, Sample.Reviewer);

        Assert.Equal((version, history, updatedAt), (agreement.Version, agreement.History.Count, agreement.UpdatedAt));
        Assert.Equal((true, false), (agreement.HasDocuments, agreement.HasSignedScan));
        Assert.Equal((1, agreement.Id, version), (document.Version, document.AgreementId, Assert.Single(document.Versions).AgreementVersion));
    }

    [Fact]
    public void A_version_is_appended_and_the_earlier_ones_stay()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        var document = agreement.AddDocument(Sample.OfficeId, DocumentKind.Draft, title: null, File, Sample.Author);

        document.Append(Sample.PredecessorId, agreement, File with { Name = "naskah 2.pdf", Sha256 = new string('b', 64) }, Sample.Reviewer);

        Assert.Equal([(1, "naskah.pdf", "Rahma"), (2, "naskah 2.pdf", "Yusuf")], document.Versions.Select(version => (version.Number, version.FileName, version.UploadedBy)));
        Assert.Equal((2, Sample.Author.At, Sample.Reviewer.At), (document.Version, document.CreatedAt, document.UpdatedAt));
    }

    [Fact]
    public void A_document_has_a_hundred_versions_and_no_more()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        var document = agreement.AddDocument(Sample.OfficeId, DocumentKind.Draft, title: null, File, Sample.Author);
        for (var i = 1; i < 100; i++)
        {
            document.Append(Sample.Id, agreement, File, Sample.Author);
        }

        var refusal = Assert.Throws<RuleViolationException>(() => document.Append(Sample.Id, agreement, File, Sample.Author));

        Assert.Equal("document.too-many-versions", refusal.Code);
        Assert.Equal((100, 100), (document.Version, document.Versions.Count));
    }

    [Fact]
    public void A_draft_with_documents_cannot_be_removed()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        agreement.AddDocument(Sample.OfficeId, DocumentKind.Draft, title: null, File, Sample.Author);

        Assert.Equal("agreement.has-documents", Assert.Throws<RuleViolationException>(() => agreement.Discard(Sample.Author)).Code);
        Assert.Equal(["agreement.has-documents"], Unmet(agreement, AgreementAction.Delete, scanRequired: false));
    }

    [Fact]
    public void Only_the_signature_that_completes_it_needs_the_scan()
    {
        var agreement = Sample.In(LifecycleState.Approved);
        Assert.Empty(Unmet(agreement, AgreementAction.Sign, scanRequired: true));
        agreement.Sign(Sample.ByGovernor, openEnded: false, Sample.Today, Sample.Author, scanRequired: true);

        Assert.Equal(["signature.document-missing"], Unmet(agreement, AgreementAction.Sign, scanRequired: true));
        Assert.Empty(Unmet(agreement, AgreementAction.Sign, scanRequired: false));
        var version = agreement.Version;
        var refusal = Assert.Throws<RuleViolationException>(() => agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author, scanRequired: true));
        Assert.Equal(("signature.document-missing", LifecycleState.PartiallySigned, version), (refusal.Code, agreement.Lifecycle, agreement.Version));

        agreement.AddDocument(Sample.OfficeId, DocumentKind.Draft, title: null, File, Sample.Author);
        Assert.Equal(["signature.document-missing"], Unmet(agreement, AgreementAction.Sign, scanRequired: true));
        agreement.AddDocument(Sample.PredecessorId, DocumentKind.SignedScan, title: null, File, Sample.Author);
        Assert.Empty(Unmet(agreement, AgreementAction.Sign, scanRequired: true));
        agreement.Sign(Sample.ByBpjs, openEnded: false, Sample.Today, Sample.Author, scanRequired: true);
        Assert.Equal(LifecycleState.Signed, agreement.Lifecycle);
    }

    private static IReadOnlyList<string> Unmet(Agreement agreement, AgreementAction action, bool scanRequired) =>
        agreement.AllowedActionsFor(new Author("Rahma"), scanRequired).Single(allowed => allowed.Action == action).Unmet;
}
