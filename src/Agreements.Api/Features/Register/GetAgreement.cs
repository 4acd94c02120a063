using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries.Served;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Register;

/// <summary>Reads one agreement.</summary>
public sealed record GetAgreement : IRequest<WrittenBody>, IShowsStanding
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

internal sealed class GetAgreementHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller, TimeProvider clock) : IRequestHandler<GetAgreement, WrittenBody>
{
    public async Task<WrittenBody> Handle(GetAgreement request, CancellationToken cancellationToken)
    {
        var body = new WrittenBody();
        try
        {
            var scribe = new AgreementScribe(body.Json, caller.Viewer, JudgedBy.Day(request.AsOf, clock), request.HorizonOrDefault());
            await db.ReadAgreementAsync(engine, request.AgreementId, caller.Reach, Write, cancellationToken);
            return body.Tag is null ? throw HttpFailureException.NotFound("agreement") : body;

            void Write(StoredRow row)
            {
                scribe.Write(row);
                body.Tag = scribe.Tag().ToString();
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
