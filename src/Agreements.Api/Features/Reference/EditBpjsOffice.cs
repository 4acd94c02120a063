using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>Changes an office by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it.</summary>
public sealed record EditBpjsOffice : IChange<BpjsOfficeView>
{
    /// <summary>The office, from the path.</summary>
    [JsonIgnore]
    public Guid OfficeId { get; init; }

    /// <summary>Tier of the office; cannot be cleared.</summary>
    public Optional<BpjsOfficeKind?> Kind { get; init; }

    /// <summary>Official name; unique within the tier, cannot be cleared.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>The office it reports to, of a higher tier.</summary>
    public Optional<Guid?> ParentId { get; init; }

    /// <summary>Kemendagri codes of the regions it serves, replaced as a whole.</summary>
    public Optional<IReadOnlyList<string>?> CatchmentRegionCodes { get; init; }
}

internal sealed class EditBpjsOfficeValidator : AbstractValidator<EditBpjsOffice>
{
    public EditBpjsOfficeValidator()
    {
        RuleFor(body => body.Kind.Value).Required().When(body => body.Kind.IsSet);
        RuleFor(body => body.Name.Value).Required().When(body => body.Name.IsSet);
        RuleFor(body => body.Name.Value).Text(BpjsOffice.NameMaxLength);
        RuleFor(body => body.CatchmentRegionCodes.Value).Items(BpjsOffice.CatchmentMax);
        RuleForEach(body => (body.CatchmentRegionCodes.Value ?? Array.Empty<string>()).Take(BpjsOffice.CatchmentMax)).Must(code => RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown").OverridePropertyName("CatchmentRegionCodes");
    }
}

internal sealed class EditBpjsOfficeHandler(OfficeAtHand hand, Caller caller) : IRequestHandler<EditBpjsOffice, BpjsOfficeView>
{
    public async Task<BpjsOfficeView> Handle(EditBpjsOffice request, CancellationToken cancellationToken)
    {
        var office = await hand.TakeAsync(request.OfficeId, cancellationToken);
        var parent = await hand.ParentAsync(request.ParentId.Or(office.ParentId), office.ParentId, cancellationToken);
        var catchment = request.CatchmentRegionCodes.Or([.. office.Catchment.Select(each => each.RegionCode)]) ?? [];
        hand.RequireWithinReach(catchment);
        var highestChild = await hand.HighestChildAsync(office, cancellationToken);
        office.Revise(request.Kind.Or(office.Kind)!.Value, request.Name.Or(office.Name)!, parent, highestChild, catchment, caller.Now());
        await hand.RequireFreeNameAsync(office, cancellationToken);
        return BpjsOfficeView.Of(office);
    }
}
