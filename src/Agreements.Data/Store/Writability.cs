using Agreements.Data.Telemetry;

namespace Agreements.Data.Store;

/// <summary>Whether the last change could be written: a store that is full or read-only still answers, but only to be read.</summary>
public sealed class Writability
{
    private volatile bool _refused;

    /// <summary>Whether the store, for want of room or of rights, took none of the last change.</summary>
    public bool Refused => _refused;

    /// <summary>Notes what came of a change.</summary>
    public void Note(bool refused)
    {
        _refused = refused;
        if (refused)
        {
            Measures.RefusedChanges.Add(1);
        }
    }
}
