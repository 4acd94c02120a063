namespace Agreements.Domain.Regions;

/// <summary>The tier of government of a region.</summary>
public enum RegionLevel
{
    /// <summary>Provinsi.</summary>
    Province,

    /// <summary>Kabupaten.</summary>
    Regency,

    /// <summary>Kota.</summary>
    City,
}

/// <summary>A province, regency or city of Indonesia, coded by the Ministry of Home Affairs (Kemendagri).</summary>
/// <param name="Code">Kemendagri code: two digits for a province (<c>76</c>), <c>pp.rr</c> for a regency or city (<c>96.71</c>).</param>
/// <param name="Name">Official name, in Indonesian.</param>
/// <param name="Level">Tier of government.</param>
/// <param name="ProvinceCode">The province it lies in; a province names itself.</param>
/// <param name="TimeZone">IANA zone in which its legal dates are judged: <c>Asia/Jakarta</c>, <c>Asia/Makassar</c> or <c>Asia/Jayapura</c>.</param>
/// <param name="IsAutonomous">Whether it governs itself and so can be a party; the six administrative regions of DKI Jakarta cannot (UU 23/2014).</param>
public sealed record Region(string Code, string Name, RegionLevel Level, string ProvinceCode, string TimeZone, bool IsAutonomous)
{
    /// <summary>The longest code, <c>pp.rr</c>.</summary>
    public const int CodeMaxLength = 5;
}
