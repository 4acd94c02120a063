using Agreements.Domain.Documents;

namespace Agreements.Domain.Instruments;

/// <content>The documents and work plans that belong to it.</content>
public sealed partial class Agreement
{
    /// <summary>Whether any document belongs to it.</summary>
    public bool HasDocuments { get; private set; }

    /// <summary>Whether the scan of the signed document is among them.</summary>
    public bool HasSignedScan { get; private set; }

    /// <summary>
    /// Puts a document with it, in whatever state it is. Its version stays: what the record says has not changed, and nobody who edits it meanwhile is to be
    /// turned away.
    /// </summary>
    /// <param name="id">Version-7 id of the document.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="file">Its first version, stored already.</param>
    /// <param name="authorship">Who brings it, and when.</param>
    public Document AddDocument(Guid id, DocumentKind kind, string? title, StoredFile file, Authorship authorship)
    {
        HasDocuments = true;
        HasSignedScan |= kind == DocumentKind.SignedScan;
        return new Document(id, this, kind, title, file, authorship);
    }

    /// <summary>Whether any work plan belongs to it.</summary>
    public bool HasWorkPlans { get; private set; }

    /// <summary>Notes whether any work plan belongs to it. Its version stays, as with documents.</summary>
    public void KeepWorkPlans(bool any) => HasWorkPlans = any;
}
