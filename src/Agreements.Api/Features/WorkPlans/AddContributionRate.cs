using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Domain;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Adds a contribution rate, by the law that sets it. It goes before one of the same day that ships with the service; plans keep the amounts that they were made with.</summary>
public sealed record AddContributionRate : IChange<ContributionRateView>
{
    /// <summary>The first day on which it holds.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Rupiah for each person and month: the sum of the three shares.</summary>
    [Required]
    public long? PerPersonMonth { get; init; }

    /// <summary>The share of the participant, which the local government pays for those whom it registers.</summary>
    [Required]
    public long? ParticipantShare { get; init; }

    /// <summary>The share of the central government.</summary>
    [Required]
    public long? CentralShare { get; init; }

    /// <summary>The share of the local government.</summary>
    [Required]
    public long? LocalShare { get; init; }

    /// <summary>The law that sets it.</summary>
    [Required]
    public string? LegalBasis { get; init; }
}

internal sealed class AddContributionRateValidator : AbstractValidator<AddContributionRate>
{
    public AddContributionRateValidator()
    {
        RuleFor(body => body.ValidFrom).Required().Date();
        RuleFor(body => body.PerPersonMonth).Required().Contribution();
        RuleFor(body => body.ParticipantShare).Required().Contribution();
        RuleFor(body => body.CentralShare).Required().Contribution();
        RuleFor(body => body.LocalShare).Required().Contribution();
        RuleFor(body => body.LegalBasis).Required().Text(ContributionRate.LegalBasisMaxLength);
    }
}

internal sealed class AddContributionRateHandler(AgreementsDbContext db, Caller caller) : IRequestHandler<AddContributionRate, ContributionRateView>
{
    public async Task<ContributionRateView> Handle(AddContributionRate request, CancellationToken cancellationToken)
    {
        var rate = new ContributionRate(
            request.ValidFrom!.Value, request.PerPersonMonth!.Value, request.ParticipantShare!.Value, request.CentralShare!.Value, request.LocalShare!.Value, request.LegalBasis!);
        var authorship = caller.Sign();
        var added = new AddedContributionRate(Guid.CreateVersion7(authorship.At), rate, authorship);

        // Of two that add one for the same day at the same time, the store's index stops the later.
        if (await db.ContributionRates.AnyAsync(each => each.ValidFrom == rate.ValidFrom, cancellationToken))
        {
            throw new RuleViolationException("contribution-rate.already-there", ("validFrom", rate.ValidFrom));
        }

        db.Add(added);
        return ContributionRateView.Of(rate);
    }
}
