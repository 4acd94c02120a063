using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Domain.Coverage;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Coverage;

/// <summary>The part of a query that every list of judged regions shares.</summary>
public interface IUhcStatusQuery : IPaged
{
    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    string? ProvinceCode { get; }

    /// <summary>The day to judge by; today in each region's zone when left out.</summary>
    Param<DateOnly>? AsOf { get; }
}

/// <summary>Lists every region within reach by code, each as it is judged on the day: a province's view of its regencies and cities. Those without a snapshot are in it.</summary>
public sealed record ListCoverage : IRequest<UhcStatusPage>, IUhcStatusQuery
{
    /// <inheritdoc/>
    public string? ProvinceCode { get; init; }

    /// <inheritdoc/>
    public Param<DateOnly>? AsOf { get; init; }

    /// <summary>What they may be called; comma-separated.</summary>
    public Params<UhcPredicate>? Predicate { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListCoverageValidator : AbstractValidator<ListCoverage>
{
    public ListCoverageValidator() => this.AddUhcStatus();
}

/// <summary>Limits that every list of judged regions shares.</summary>
internal static class UhcStatusRules
{
    public static void AddUhcStatus<T>(this AbstractValidator<T> validator)
        where T : IUhcStatusQuery
    {
        validator.AddPaging();
        validator.RuleFor(query => query.ProvinceCode).Must(RegionRules.IsProvince).When(query => query.ProvinceCode is not null)
            .WithErrorCode("region.unknown").OverridePropertyName("?provinceCode");
    }
}

internal sealed class ListCoverageHandler(CoverageAtHand hand) : IRequestHandler<ListCoverage, UhcStatusPage>
{
    public Task<UhcStatusPage> Handle(ListCoverage request, CancellationToken cancellationToken) =>
        hand.PageAsync(request, judged => request.Predicate?.Values.Contains(judged.Judgement.Predicate) != false, cancellationToken);
}
