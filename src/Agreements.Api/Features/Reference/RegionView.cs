using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Http;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Reference;

/// <summary>A province, regency or city, as coded by the Ministry of Home Affairs (Kemendagri).</summary>
public sealed record RegionView : Resource
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

    internal static RegionView Of(Region region) => new()
    {
        // A region changes only with a release, so its content is its version.
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(region.ToString())).AsSpan(0, 8))}\"",
        Code = region.Code,
        Name = region.Name,
        Level = region.Level,
        ProvinceCode = region.ProvinceCode,
        TimeZone = region.TimeZone,
        IsAutonomous = region.IsAutonomous,
    };
}
