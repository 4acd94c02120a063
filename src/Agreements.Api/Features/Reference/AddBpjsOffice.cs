using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>Records an office of BPJS Kesehatan.</summary>
public sealed record AddBpjsOffice : IChange<BpjsOfficeView>
{
    /// <summary>Tier of the office.</summary>
    [Required]
    public BpjsOfficeKind? Kind { get; init; }

    /// <summary>Official name; unique within the tier.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The office it reports to, of a higher tier.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Kemendagri codes of the regions it serves.</summary>
    public IReadOnlyList<string>? CatchmentRegionCodes { get; init; }
}

internal sealed class AddBpjsOfficeValidator : AbstractValidator<AddBpjsOffice>
{
    public AddBpjsOfficeValidator()
    {
        RuleFor(body => body.Kind).Required();
        RuleFor(body => body.Name).Required().Text(BpjsOffice.NameMaxLength);
        RuleFor(body => body.CatchmentRegionCodes).Items(BpjsOffice.CatchmentMax);
        RuleForEach(body => (body.CatchmentRegionCodes ?? Array.Empty<string>()).Take(BpjsOffice.CatchmentMax)).Must(code => RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown").OverridePropertyName("CatchmentRegionCodes");
    }
}

internal sealed class AddBpjsOfficeHandler(AgreementsDbContext db, OfficeAtHand hand, Caller caller) : IRequestHandler<AddBpjsOffice, BpjsOfficeView>
{
    public async Task<BpjsOfficeView> Handle(AddBpjsOffice request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var parent = await hand.ParentAsync(request.ParentId, before: null, cancellationToken);
        var office = BpjsOffice.Open(Guid.CreateVersion7(at), request.Kind!.Value, request.Name!, parent, request.CatchmentRegionCodes ?? [], at);
        hand.RequireWithinReach(office.Catchment.Select(each => each.RegionCode));
        await hand.RequireFreeNameAsync(office, cancellationToken);
        db.BpjsOffices.Add(office);
        return BpjsOfficeView.Of(office);
    }
}
