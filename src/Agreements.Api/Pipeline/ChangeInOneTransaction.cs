using Agreements.Api.Security;
using Agreements.Data.Store;
using MediatR;

namespace Agreements.Api.Pipeline;

/// <summary>Puts a change and all that follows from it into one transaction.</summary>
internal sealed class ChangeInOneTransaction<TRequest, TResponse>(UnitOfWork unitOfWork, Caller caller) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IChange
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        unitOfWork.RunAsync(caller.Act, () => next(), cancellationToken);
}
