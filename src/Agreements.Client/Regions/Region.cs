using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>A province, regency or city, as coded by the Ministry of Home Affairs (Kemendagri).</summary>
public sealed record Region
{
    /// <summary>Kemendagri code: two digits for a province (<c>76</c>), <c>pp.rr</c> for a regency or city (<c>96.71</c>).</summary>
    public required string Code { get; init; }

    /// <summary>Official name, in Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>Tier of government.</summary>
    public required RegionLevel Level { get; init; }

    /// <summary>The province it lies in; a province names itself.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>IANA zone in which its legal dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether it governs itself and so can be a party to an agreement.</summary>
    public required bool IsAutonomous { get; init; }
}

/// <summary>The tier of government of a region.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<RegionLevel>))]
public readonly record struct RegionLevel(string Value) : ICode<RegionLevel>
{
    /// <summary>Provinsi.</summary>
    public static readonly RegionLevel Province = new("province");

    /// <summary>Kabupaten.</summary>
    public static readonly RegionLevel Regency = new("regency");

    /// <summary>Kota.</summary>
    public static readonly RegionLevel City = new("city");

    /// <inheritdoc/>
    public static RegionLevel Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Which regions to list; what is left out does not narrow the list.</summary>
public sealed record RegionFilter
{
    /// <summary>Only this tier of government.</summary>
    public RegionLevel? Level { get; init; }

    /// <summary>Only this province, with its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Words or parts of words of the name, without case or accents.</summary>
    public string? Q { get; init; }
}
