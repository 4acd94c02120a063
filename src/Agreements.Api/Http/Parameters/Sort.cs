using Agreements.Data.Queries;

namespace Agreements.Api.Http.Parameters;

/// <summary>The order of a list of agreements; a minus sign turns it round.</summary>
public readonly record struct Sort : IParam
{
    private static readonly Dictionary<string, AgreementOrder> Orders = new(StringComparer.Ordinal)
    {
        ["effectiveUntil"] = new(AgreementSort.EffectiveUntil, Descending: false),
        ["-effectiveUntil"] = new(AgreementSort.EffectiveUntil, Descending: true),
        ["updatedAt"] = new(AgreementSort.UpdatedAt, Descending: false),
        ["-updatedAt"] = new(AgreementSort.UpdatedAt, Descending: true),
        ["title"] = new(AgreementSort.Title, Descending: false),
        ["-title"] = new(AgreementSort.Title, Descending: true),
    };

    private Sort(AgreementOrder? order) => Order = order;

    /// <summary>The orders there are.</summary>
    public static IEnumerable<string> Names => Orders.Keys;

    /// <summary>The order, or null when it is not one of them.</summary>
    public AgreementOrder? Order { get; }

    /// <inheritdoc/>
    public bool IsValid => Order is not null;

    Type IParam.ValueType => typeof(Sort);

    bool IParam.IsList => false;

    /// <summary>Succeeds whenever something was given; see <see cref="IParam"/>.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Sort sort)
    {
        sort = new Sort(Orders.GetValueOrDefault(text ?? ""));
        return !string.IsNullOrEmpty(text);
    }
}
