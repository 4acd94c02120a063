using Agreements.Data.Store;
using MediatR;

namespace Agreements.Api.Pipeline;

/// <summary>Puts a change and all that follows from it into one transaction.</summary>
internal sealed class ChangeInOneTransaction<TRequest, TResponse>(UnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        request is IChange ? unitOfWork.RunAsync(() => next(), cancellationToken) : next();
}
