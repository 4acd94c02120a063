using Agreements.Api.Http.Problems;
using Agreements.Data.Store;

namespace Agreements.Api.Http;

/// <summary>The header that names a request, so that a repeat of it is known as one.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    public static string? Of(HttpRequest request)
    {
        var given = request.Headers[Header];
        if (given.Count == 0 || !HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        var key = given.Count == 1 ? given[0] : null;
        return key is { Length: > 0 and <= IdempotencyRecord.KeyMaxLength } && key.All(c => c is >= ' ' and <= '~')
            ? key
            : throw new BadInputException([InputError.InParameter(Header, "header.malformed", $"1–{IdempotencyRecord.KeyMaxLength} ASCII")]);
    }
}
