using Agreements.Domain.Instruments;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>
/// What the rows of a file have to do with each other: which says again what an earlier one said, and which waits for another that it continues. A row that continues one
/// further down is taken in a pass later; the same file gives the same passes, whoever reads it.
/// </summary>
internal sealed class ImportPlan
{
    /// <summary>How often a file is gone through at most.</summary>
    public const int MostPasses = 20;

    private readonly Dictionary<string, int> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Row, string? RegionCode)>> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _byId = [];
    private readonly Dictionary<int, int> _repeats = [];
    private readonly List<(int Row, Guid? Id, string? Number, string? RegionCode)> _continuing = [];
    private readonly Dictionary<int, int> _before = [];
    private readonly Dictionary<int, int> _passes = [];
    private readonly HashSet<int> _circular = [];
    private readonly HashSet<int> _refused = [];

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>How often the file has to be gone through.</summary>
    public int Passes => _passes.Count == 0 ? 1 : _passes.Values.Max() + 1;

    /// <summary>The earlier row that this one says again; null where there is none.</summary>
    public int? RepeatedFrom(int row) => _repeats.TryGetValue(row, out var earlier) ? earlier : null;

    /// <summary>The row that this one continues; null where there is none.</summary>
    public int? Before(int row) => _before.TryGetValue(row, out var before) ? before : null;

    /// <summary>Whether it would continue itself, by way of others.</summary>
    public bool IsCircular(int row) => _circular.Contains(row);

    /// <summary>Notes that a row could not be taken in.</summary>
    public void Refuse(int row) => _refused.Add(row);

    /// <summary>Whether the row that this one continues is in the file and could be taken in, as far as it was judged.</summary>
    public bool HasBefore(int row) => Before(row) is { } before && !_refused.Contains(before);

    /// <summary>In which pass it is taken in, from 0.</summary>
    public int PassOf(int row) => _passes.GetValueOrDefault(row);

    /// <summary>Notes a row, in the order of the file.</summary>
    public void Note(RowDraft draft)
    {
        Rows++;
        var region = RowPlace.Of(draft)?.Code;
        if (draft.Value<Guid>("id") is { } id)
        {
            Claim(draft.Row, $"id {id}");
            _byId.TryAdd(id, draft.Row);
        }

        // A cancelled agreement gives its numbers back.
        if (draft.Value<AgreementKind>("kind") is { } kind && draft.Value<LifecycleState>("lifecycle") != LifecycleState.Cancelled)
        {
            Note(draft.Row, DocumentNumber.Identity(draft.Text("localNumber")), region, number => $"local {kind} {region} {number}");
            Note(draft.Row, DocumentNumber.Identity(draft.Text("bpjsNumber")), region, number => $"bpjs {kind} {number}");
        }

        var (predecessorId, predecessorNumber) = (draft.Value<Guid>("predecessorId"), DocumentNumber.Identity(draft.Text("predecessorNumber")));
        if (predecessorId is not null || predecessorNumber is not null)
        {
            _continuing.Add((draft.Row, predecessorId, predecessorNumber, region));
        }
    }

    /// <summary>Says who waits for whom, once every row is noted.</summary>
    public void Settle()
    {
        foreach (var (row, id, number, region) in _continuing)
        {
            if (RowOf(row, id, number, region) is { } before)
            {
                _before[row] = before;
            }
        }

        foreach (var (row, _, _, _) in _continuing)
        {
            Settle(row);
        }
    }

    private void Note(int row, string? number, string? region, Func<string, string> claim)
    {
        if (number is null or { Length: > DocumentNumber.MaxLength })
        {
            return;
        }

        Claim(row, claim(number));
        if (!_byNumber.TryGetValue(number, out var rows))
        {
            rows = [];
            _byNumber.Add(number, rows);
        }

        rows.Add((row, region));
    }

    private void Claim(int row, string claim)
    {
        if (!_claims.TryAdd(claim, row) && _claims[claim] != row)
        {
            _repeats.TryAdd(row, _claims[claim]);
        }
    }

    private int? RowOf(int row, Guid? id, string? number, string? region)
    {
        if (id is { } given && _byId.TryGetValue(given, out var named))
        {
            return named;
        }

        // Each local government has numbers of its own.
        return number is not null && _byNumber.TryGetValue(number, out var candidates)
            ? candidates.Where(each => each.Row != row && each.RegionCode == region).Select(each => (int?)each.Row).FirstOrDefault()
            : null;
    }

    private int PassAfter(int row)
    {
        if (Before(row) is not { } before)
        {
            return 0;
        }

        // What waits for longer than that comes in without the one that it continues, and says so.
        return Math.Min(before > row ? PassOf(before) + 1 : PassOf(before), MostPasses - 1);
    }

    // Follows the rows back to one that waits for nothing more, then forward again.
    private void Settle(int row)
    {
        var path = new List<int>();
        var onPath = new HashSet<int>();
        for (int? at = row; at is { } next && !_passes.ContainsKey(next); at = Before(next))
        {
            if (!onPath.Add(next))
            {
                _circular.Add(path[^1]);
                _before.Remove(path[^1]);
                break;
            }

            path.Add(next);
        }

        for (var index = path.Count - 1; index >= 0; index--)
        {
            _passes[path[index]] = PassAfter(path[index]);
        }
    }
}
