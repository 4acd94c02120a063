using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Domain;
using Agreements.Domain.Coverage;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Coverage;

/// <summary>Adds a policy on universal health coverage. It goes before one of the same day that ships with the service; one that was added is never overwritten.</summary>
public sealed record AddUhcPolicy : IChange<UhcPolicyView>
{
    /// <summary>The first day that it is valid on; until the next one is.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The bound of coverage, in members per hundred residents, with at most two decimals.</summary>
    [Required]
    public decimal? CoverageAbove { get; init; }

    /// <summary>The bound of activity, in active members per hundred members, with at most two decimals; none when left out.</summary>
    public decimal? ActiveAbove { get; init; }

    /// <summary>Whether it takes more than the bounds; otherwise it takes at least as much.</summary>
    [Required]
    public bool? Strict { get; init; }

    /// <summary>Whether those that reach the bounds and owe nothing are <c>uhcPrioritas</c>; otherwise nobody is.</summary>
    [Required]
    public bool? RequiresNoArrears { get; init; }

    /// <summary>Who says so, and what is uncertain about it.</summary>
    [Required]
    public string? Source { get; init; }
}

internal sealed class AddUhcPolicyValidator : AbstractValidator<AddUhcPolicy>
{
    public AddUhcPolicyValidator()
    {
        RuleFor(body => body.ValidFrom).Required().Date();
        RuleFor(body => body.CoverageAbove).Required().Percentage(UhcPolicy.BoundMax);
        RuleFor(body => body.ActiveAbove).Percentage(UhcPolicy.BoundMax);
        RuleFor(body => body.Strict).Required();
        RuleFor(body => body.RequiresNoArrears).Required();
        RuleFor(body => body.Source).Required().Text(UhcPolicy.SourceMaxLength);
    }
}

internal sealed class AddUhcPolicyHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<AddUhcPolicy, UhcPolicyView>
{
    public async Task<UhcPolicyView> Handle(AddUhcPolicy request, CancellationToken cancellationToken)
    {
        var validFrom = request.ValidFrom!.Value;
        await engine.HoldNameAsync(db, "uhc-policies", cancellationToken);
        if (await db.AddedUhcPolicies.AnyAsync(policy => policy.ValidFrom == validFrom, cancellationToken))
        {
            throw new RuleViolationException("uhc-policy.already-there", ("validFrom", validFrom));
        }

        var authorship = caller.Sign();
        var policy = new UhcPolicy(validFrom, request.CoverageAbove!.Value, request.ActiveAbove, request.Strict!.Value, request.RequiresNoArrears!.Value, request.Source!);
        var added = new AddedUhcPolicy(Guid.CreateVersion7(authorship.At), policy, authorship);
        db.Add(added);
        return UhcPolicyView.Of(added.Policy);
    }
}
