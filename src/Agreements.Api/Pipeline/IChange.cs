using Agreements.Api.Http;
using MediatR;

namespace Agreements.Api.Pipeline;

/// <summary>A request that changes the register: it runs in a transaction of its own, together with everything that follows from it.</summary>
internal interface IChange;

/// <summary>A change that answers with the resource it made or changed, and can be repeated under an idempotency key.</summary>
internal interface IChange<out TResource> : IRequest<TResource>, IChange
    where TResource : Resource;
