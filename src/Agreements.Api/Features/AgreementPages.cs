using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agreements.Api.Http;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Queries.Served;
using Agreements.Domain.Instruments;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Features;

/// <summary>Writes pages of agreements while they are being read.</summary>
internal sealed class AgreementPages(AgreementsDbContext db, IStoreEngine engine, Caller caller, PageWalk walk, IOptions<JsonOptions> json)
{
    private static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");

    private static ReadOnlySpan<byte> NoItems => "{\"items\":[]"u8;

    /// <summary>Writes the page of a list.</summary>
    /// <param name="query">What is asked. Besides it only the day and the caller's reach decide which agreements those are.</param>
    /// <param name="agreements">Composes the whole list, unsorted.</param>
    /// <param name="order">Its order.</param>
    /// <param name="day">The day that it is judged by.</param>
    /// <param name="horizonDays">Days ahead within which an agreement counts as expiring.</param>
    /// <param name="around">The page but for its rows, and for where the next begins.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<WrittenBody> WriteAsync(
        IPaged query, Func<IQueryable<Agreement>> agreements, AgreementOrder order, JudgedBy day, int horizonDays, AgreementPage around, CancellationToken cancellationToken)
    {
        var (limit, body) = (query.LimitOrDefault(), new WrittenBody());
        try
        {
            var scribe = new AgreementScribe(body.Json, caller.Viewer, day, horizonDays);
            var (written, last, next) = (0, (Position?)null, (string?)null);
            body.Json.WriteStartObject();
            body.Json.WriteStartArray(Items);
            var after = walk.Start<Position>(query.After, order.Knows);
            await db.ReadAgreementsAsync(engine, (query, day), () => order.Walk(agreements(), after).Take(limit + 1), caller.Reach, Write, cancellationToken);
            body.Json.WriteEndArray();

            // What is around the rows is written as everything else is, and the rows put in its middle.
            var page = JsonSerializer.SerializeToUtf8Bytes(around with { Next = next }, (JsonTypeInfo<AgreementPage>)json.Value.SerializerOptions.GetTypeInfo(typeof(AgreementPage)));
            body.Append(page.AsSpan().StartsWith(NoItems) ? page.AsSpan(NoItems.Length) : throw new InvalidOperationException("A page begins with its rows."));
            return body;

            void Write(StoredRow row)
            {
                // The surplus row only shows that there is another page.
                if (written == limit)
                {
                    next = walk.GoOnAfter(last!);
                    return;
                }

                scribe.Write(row);
                if (++written == limit)
                {
                    last = order.PositionOf(row);
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
