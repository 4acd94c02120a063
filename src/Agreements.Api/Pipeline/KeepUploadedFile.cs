using Agreements.Api.Http.Uploads;
using Agreements.Data.Files;
using MediatR;

namespace Agreements.Api.Pipeline;

/// <summary>
/// Keeps the file that a request brings, before the transaction opens: what is recorded has its bytes, and no writer waits for a disk or a bucket. When
/// nothing comes to be recorded the bytes stay, and the next who brings the same finds them.
/// </summary>
internal sealed class KeepUploadedFile<TRequest, TResponse>(IFileStore files) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICarriesFile
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request.File?.Content is { } content)
        {
            await files.KeepAsync(content, cancellationToken);
        }

        return await next();
    }
}
