using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Register;

/// <summary>Reads one agreement.</summary>
public sealed record GetAgreement : IRequest<AgreementView>, IShowsStanding
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <summary>The day to judge its dates by; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? HorizonDays { get; init; }
}

internal sealed class GetAgreementValidator : AbstractValidator<GetAgreement>
{
    public GetAgreementValidator() => this.AddHorizon();
}

internal sealed class GetAgreementHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetAgreement, AgreementView>
{
    public async Task<AgreementView> Handle(GetAgreement request, CancellationToken cancellationToken)
    {
        var row = await db.AgreementRowAsync(request.AgreementId, caller.Reach, cancellationToken)
            ?? throw HttpFailureException.NotFound("agreement");
        return AgreementView.Of(row, caller.Viewer, JudgedBy.Day(request.AsOf, clock).In(row.Agreement.TimeZone), request.HorizonOrDefault());
    }
}
