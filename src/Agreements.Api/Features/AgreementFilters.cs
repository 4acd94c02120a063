using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Data.Search;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using FluentValidation;

namespace Agreements.Api.Features;

/// <summary>The filters that every list of agreements takes. All must hold; of a comma-separated list of values, one has to.</summary>
public sealed record AgreementFilters
{
    /// <summary>How they stand on the day asked for; comma-separated.</summary>
    public Params<Standing>? Standing { get; init; }

    /// <summary>Where they stand on their way to signature; comma-separated.</summary>
    public Params<LifecycleState>? Lifecycle { get; init; }

    /// <summary>What they call themselves; comma-separated.</summary>
    public Params<AgreementKind>? Kind { get; init; }

    /// <summary>Whom they cover; comma-separated.</summary>
    public Params<Segment>? Segment { get; init; }

    /// <summary>Kemendagri codes of the parties, comma-separated: exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>The BPJS offices that are party to them; comma-separated.</summary>
    public Params<Guid>? BpjsOfficeId { get; init; }

    /// <summary>Who looks after them, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>The whole number of either party; case, spaces and punctuation do not count.</summary>
    public string? Number { get; init; }

    /// <summary>Words to find in title, subject, numbers, region and office, without case or accents: whole ones, or parts of three letters and more.</summary>
    public string? Q { get; init; }

    /// <summary>Last day in force on or after this day.</summary>
    public Param<DateOnly>? EffectiveUntilFrom { get; init; }

    /// <summary>Last day in force on or before this day.</summary>
    public Param<DateOnly>? EffectiveUntilTo { get; init; }

    /// <summary>Whether somebody has to look at them.</summary>
    public Param<bool>? NeedsReview { get; init; }

    /// <summary>Changed after this instant.</summary>
    public Param<DateTimeOffset>? UpdatedAfter { get; init; }

    internal IReadOnlyList<string>? RegionCodes => RegionCode?.Split(',');

    internal IQueryable<Agreement> Apply(AgreementsDbContext db, IStoreEngine engine, Reach reach, JudgedBy day, int horizonDays)
    {
        var agreements = db.AgreementsWithin(reach);
        if (Standing is { Values: var standings })
        {
            agreements = agreements.ThatStand(db, standings, day.ByZone, horizonDays);
        }

        if (Lifecycle is { Values: var lifecycles })
        {
            agreements = agreements.WithOneOf(agreement => agreement.Lifecycle, lifecycles);
        }

        if (Kind is { Values: var kinds })
        {
            agreements = agreements.WithOneOf(agreement => agreement.Kind, kinds);
        }

        if (Segment is { Values: var segments })
        {
            agreements = agreements.WithOneOf(agreement => agreement.Segment, segments);
        }

        if (RegionCodes is { } codes)
        {
            agreements = agreements.WithOneOf(agreement => agreement.RegionCode, codes);
        }

        if (ProvinceCode is { } province)
        {
            agreements = agreements.InProvince(province);
        }

        if (BpjsOfficeId is { Values: var offices })
        {
            agreements = agreements.WithOneOf(agreement => agreement.BpjsOfficeId!.Value, offices);
        }

        if (Owner is { } owner)
        {
            agreements = agreements.Where(agreement => agreement.Owner == owner);
        }

        if (Number is { } number)
        {
            agreements = agreements.Numbered(number);
        }

        return ApplyDatesAndWords(agreements, db, engine);
    }

    private IQueryable<Agreement> ApplyDatesAndWords(IQueryable<Agreement> agreements, AgreementsDbContext db, IStoreEngine engine)
    {
        if (EffectiveUntilFrom is { Value: var from })
        {
            agreements = agreements.EndingFrom(from);
        }

        if (EffectiveUntilTo is { Value: var to })
        {
            agreements = agreements.EndingTo(to);
        }

        if (NeedsReview is { Value: var needsReview })
        {
            agreements = agreements.Where(agreement => agreement.NeedsReview == needsReview);
        }

        if (UpdatedAfter is { Value: var instant })
        {
            agreements = agreements.Where(agreement => agreement.UpdatedAt > instant);
        }

        if (Q is { } words)
        {
            // Words that fold to nothing, such as a lone accent, are nowhere.
            var terms = AgreementText.TermsOf(words);
            if (terms.Count == 0)
            {
                return agreements.Where(_ => false);
            }

            var found = engine.Matching(db, terms);
            agreements = agreements.Where(agreement => found.Select(text => text.AgreementId).Contains(agreement.Id));
        }

        return agreements;
    }
}

/// <summary>What validators ask of region codes.</summary>
internal static class RegionRules
{
    /// <summary>A code that nobody has would answer with nothing, which is the worst that a typo can do here.</summary>
    public static void AddRegions<T>(this AbstractValidator<T> validator, Func<T, string?> regionCodes, Func<T, string?> provinceCode)
    {
        validator.RuleForEach(query => (regionCodes(query) ?? "").Split(',', StringSplitOptions.None)).Must(code => RegionCatalogue.Shipped.Find(code) is not null)
            .When(query => regionCodes(query) is not null).WithErrorCode("region.unknown").OverridePropertyName("?regionCode");
        validator.RuleFor(query => provinceCode(query)).Must(IsProvince)
            .When(query => provinceCode(query) is not null).WithErrorCode("region.unknown").OverridePropertyName("?provinceCode");
    }

    public static bool IsProvince(string? code) => RegionCatalogue.Shipped.Find(code) is { } region && region.Code == region.ProvinceCode;
}

internal sealed class AgreementFiltersValidator : AbstractValidator<AgreementFilters>
{
    public AgreementFiltersValidator() => this.AddRegions(filters => filters.RegionCode, filters => filters.ProvinceCode);
}
