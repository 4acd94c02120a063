using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Coverage;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>
/// Says how soon BPJS Kesehatan activates people of a region from a day on. Of a province it holds for its regencies and cities as well, as far as nothing is said
/// of them. Agreements take it over when both parties have signed; those that were signed before stay as they are.
/// </summary>
public sealed record AddActivationMode : IChange<RegionActivationView>
{
    /// <summary>Kemendagri code of the region, from the path.</summary>
    [JsonIgnore]
    public string RegionCode { get; init; } = "";

    /// <summary>How soon people are activated.</summary>
    [Required]
    public ActivationMode? Mode { get; init; }

    /// <summary>First day for which it holds, by the day of signing.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The letter, decree or notice that says so.</summary>
    [Required]
    public string? Source { get; init; }
}

internal sealed class AddActivationModeValidator : AbstractValidator<AddActivationMode>
{
    public AddActivationModeValidator()
    {
        RuleFor(body => body.Mode).Required();
        RuleFor(body => body.ValidFrom).Required().Date();
        RuleFor(body => body.Source).Required().Text(RegionActivation.SourceMaxLength);
    }
}

internal sealed class AddActivationModeHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<AddActivationMode, RegionActivationView>
{
    public async Task<RegionActivationView> Handle(AddActivationMode request, CancellationToken cancellationToken)
    {
        var region = caller.RegionIn(request.RegionCode);
        var (day, authorship) = (request.ValidFrom!.Value, caller.Sign());

        // One after the other, so that the later of two for one day is known.
        await engine.HoldNameAsync(db, $"activation:{region.Code}", cancellationToken);
        var earlier = await db.ModesForAsync(region.Code, day, cancellationToken);
        var activation = new RegionActivation(Guid.CreateVersion7(authorship.At), region.Code, request.Mode!.Value, day, earlier + 1, request.Source!, authorship);
        db.Add(activation);
        return RegionActivationView.Of(activation);
    }
}
