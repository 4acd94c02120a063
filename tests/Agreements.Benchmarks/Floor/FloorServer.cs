using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agreements.Benchmarks.Floor;

/// <summary>
/// What runtime and store allow: bare Kestrel, hand-written SQL in prepared statements, and bodies that are byte for byte those of the service. It knows the hot
/// paths alone, checks nothing and lets everybody in.
/// </summary>
internal sealed class FloorServer(string store, bool isMapped)
{
    private const string Path = "/v1/agreements";
    private const int DefaultLimit = 50;
    private const int DefaultWindow = 90;

    private readonly Reader.Pool _readers = new(store, isMapped);
    private readonly FloorWriter _writer = new(store);

    /// <summary>Serves until it is stopped.</summary>
    public static async Task RunAsync(string store, bool isMapped, string urls, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls).ConfigureKestrel(options => options.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(new FloorServer(store, isMapped).AnswerAsync);
        await app.StartAsync(cancellationToken);
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        if (!path.StartsWith(Path, StringComparison.Ordinal))
        {
            return RefuseAsync(context);
        }

        if (path.Length == Path.Length)
        {
            return HttpMethods.IsPost(request.Method) ? DraftAsync(context) : ListAsync(context);
        }

        return path.AsSpan(Path.Length) is "/expiring" ? ExpiringAsync(context) : OneAsync(context, path[(Path.Length + 1)..]);
    }

    private Task OneAsync(HttpContext context, string id)
    {
        var answer = Answer.Begin();
        var reader = _readers.Rent();
        reader.ById.Parameters[0].Value = id;
        using (var row = reader.ById.ExecuteReader())
        {
            if (row.Read())
            {
                AgreementJson.Write(answer.Json, new StoredRow(row), Today.Now());
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }

        _readers.Return(reader);
        return answer.SendAsync(context.Response);
    }

    private Task ExpiringAsync(HttpContext context)
    {
        var today = Today.Now();
        var window = Number(context.Request, "withinDays") ?? DefaultWindow;
        var lasts = today.Days.Select(day => Day.Write(DateOnly.FromDayNumber(day.Number + window))).ToArray();
        var reader = _readers.Rent();
        reader.Expiring.Parameters[0].Value = today.Earliest.Text;
        reader.Expiring.Parameters[1].Value = lasts[^1];
        var page = new PageInTheMaking(context, today, ofWindow: true);
        using (var rows = reader.Expiring.ExecuteReader())
        {
            page.Write(rows, EndsWithin, row => row.GetString((int)Column.EndsOrder));
        }

        _readers.Return(reader);
        return page.SendAsync();

        // The walk is as wide as all zones together; each agreement is judged by its own.
        bool EndsWithin(SqliteDataReader row)
        {
            var day = today.In(row.GetString((int)Column.TimeZone));
            var end = row.GetString((int)Column.EndsOrder);
            return Runs(row, day) && string.CompareOrdinal(end, lasts[day.Number - today.Earliest.Number == 0 ? 0 : 2]) <= 0;
        }
    }

    private Task ListAsync(HttpContext context)
    {
        var today = Today.Now();
        var query = context.Request.Query;
        var page = new PageInTheMaking(context, today, ofWindow: false);
        var reader = _readers.Rent();
        if (query.TryGetValue("regionCode", out var region))
        {
            var command = reader.ActiveOfRegion;
            command.Parameters[0].Value = region.ToString();
            command.Parameters[1].Value = today.Earliest.Text;
            command.Parameters[2].Value = page.After?.Key ?? today.Earliest.Horizon;
            command.Parameters[3].Value = page.After?.Id ?? Reader.AfterAllIds;
            using var rows = command.ExecuteReader();
            page.Write(rows, IsActive, row => row.GetString((int)Column.EndsOrder));
        }
        else
        {
            var command = page.After is null ? reader.FirstPage : reader.NextPage;
            if (page.After is { } after)
            {
                command.Parameters[0].Value = PageCursor.InstantOfKey(after.Key);
                command.Parameters[1].Value = after.Id;
            }

            command.Parameters[^1].Value = page.Limit + 1;
            using var rows = command.ExecuteReader();
            page.Write(rows, _ => true, row => PageCursor.KeyOfInstant(row.GetString((int)Column.UpdatedAt)));
        }

        _readers.Return(reader);
        return page.SendAsync();

        bool IsActive(SqliteDataReader row)
        {
            var day = today.In(row.GetString((int)Column.TimeZone));
            return Runs(row, day) && string.CompareOrdinal(row.GetString((int)Column.EndsOrder), day.Horizon) > 0 && string.CompareOrdinal(row.GetString((int)Column.NoticeOrder), day.Text) > 0;
        }
    }

    private async Task DraftAsync(HttpContext context)
    {
        var draft = await NewAgreement.ReadAsync(context.Request.Body, context.RequestAborted);
        if (draft.Text(Column.BpjsOfficeId) is { } office)
        {
            draft.OfficeName = NameOf(office);
        }

        await _writer.AddAsync(draft);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"{Path}/{draft.Text(Column.Id)}";
        var answer = Answer.Begin();
        AgreementJson.Write(answer.Json, new NewRow(draft), Today.Now());
        await answer.SendAsync(context.Response);
    }

    private string? NameOf(string office)
    {
        var reader = _readers.Rent();
        reader.Office.Parameters[0].Value = office;
        var name = reader.Office.ExecuteScalar() as string;
        _readers.Return(reader);
        return name;
    }

    private static bool Runs(SqliteDataReader row, Day day)
    {
        var stored = new StoredRow(row);
        return !(stored.Text(Column.EffectiveFrom) is { } from && string.CompareOrdinal(from, day.Text) > 0)
            && !(stored.Text(Column.TerminationEffectiveOn) is { } terminated && string.CompareOrdinal(terminated, day.Text) <= 0)
            && string.CompareOrdinal(row.GetString((int)Column.EndsOrder), day.Text) >= 0;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static int? Number(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var value) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A page, row by row.</summary>
    private sealed class PageInTheMaking
    {
        private readonly HttpContext _context;
        private readonly Today _today;
        private readonly bool _ofWindow;
        private readonly string _walk;
        private readonly Answer _answer = Answer.Begin();

        public PageInTheMaking(HttpContext context, Today today, bool ofWindow)
        {
            (_context, _today, _ofWindow) = (context, today, ofWindow);
            _walk = PageCursor.WalkOf(context.Request);
            Limit = Number(context.Request, "limit") ?? DefaultLimit;
            After = context.Request.Query.TryGetValue("after", out var after) ? PageCursor.Read(_walk, after.ToString()) : null;
        }

        public int Limit { get; }

        public (string Key, string Id)? After { get; }

        public void Write(SqliteDataReader rows, Func<SqliteDataReader, bool> isWanted, Func<SqliteDataReader, string> keyOf)
        {
            var json = _answer.Json;
            json.WriteStartObject();
            json.WriteStartArray(Names.Items);
            var (written, next) = (0, (string?)null);
            var last = (Key: "", Id: "");
            while (rows.Read())
            {
                if (!isWanted(rows))
                {
                    continue;
                }

                if (written == Limit)
                {
                    next = PageCursor.Write(_walk, last.Key, last.Id);
                    break;
                }

                AgreementJson.Write(json, new StoredRow(rows), _today);
                if (++written == Limit)
                {
                    last = (keyOf(rows), rows.GetString((int)Column.Id));
                }
            }

            json.WriteEndArray();
            if (next is null)
            {
                json.WriteNull(Names.Next);
            }
            else
            {
                json.WriteString(Names.Next, next);
            }

            WriteEnd();
        }

        public Task SendAsync() => _answer.SendAsync(_context.Response);

        private void WriteEnd()
        {
            var json = _answer.Json;
            var query = _context.Request.Query;
            json.WriteNull(Names.AsOf);
            json.WriteStartObject(Names.Today);
            foreach (var day in _today.Days)
            {
                json.WriteString(day.Zone, day.Text);
            }

            json.WriteEndObject();
            json.WriteStartObject(Names.AppliedDefaults);
            if (_ofWindow && !query.ContainsKey("withinDays"))
            {
                json.WriteNumber(Names.WithinDays, DefaultWindow);
            }

            json.WriteNumber(Names.HorizonDays, Today.HorizonDays);
            if (_ofWindow)
            {
                json.WriteBoolean(Names.IncludeRenewed, false);
                json.WriteBoolean(Names.IncludeEndUnknown, false);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
