using Agreements.Api.Features.Access;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Hosting;

/// <summary>Holds requests to <c>/v1/me</c> until the test lets them go on: a handler that takes its time.</summary>
public sealed class Held
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Comes about when one that was held has been told to give up.</summary>
    public Task Abandoned => _abandoned.Task;

    public void LetGo() => _open.TrySetResult();

    public void AddTo(IServiceCollection services) => services.AddSingleton<IPipelineBehavior<GetMe, MeView>>(new Behaviour(this));

    private sealed class Behaviour(Held held) : IPipelineBehavior<GetMe, MeView>
    {
        public async Task<MeView> Handle(GetMe request, CancellationToken cancellationToken, RequestHandlerDelegate<MeView> next)
        {
            try
            {
                await held._open.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                held._abandoned.TrySetResult();
                throw;
            }

            return await next();
        }
    }
}
