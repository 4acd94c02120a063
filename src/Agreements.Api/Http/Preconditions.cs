using Agreements.Api.Http.Problems;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>What the caller says about the state it has seen.</summary>
internal sealed class Preconditions(IHttpContextAccessor accessor)
{
    /// <summary>Refuses to change what the caller has not seen as it is: 428 without <c>If-Match</c>, 412 when it names another version.</summary>
    public void RequireMatch(EntityTag current)
    {
        var header = accessor.HttpContext!.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            throw new HttpFailureException(StatusCodes.Status428PreconditionRequired, "precondition.required");
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags)
            || !tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && current.IsSameRecordAs(tag.Tag.ToString()))))
        {
            throw new HttpFailureException(StatusCodes.Status412PreconditionFailed, "precondition.failed");
        }
    }
}
