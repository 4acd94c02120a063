using System.Data.Common;
using System.Text.RegularExpressions;
using Agreements.Api.Security;
using Microsoft.Extensions.Logging.Console;

namespace Agreements.Api.Setup;

/// <summary>Where the log goes: to the console, for people in Development, else as a line of JSON for each event.</summary>
internal static class LogSetup
{
    public static void AddLog(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();

        // It would write whole addresses, and what somebody put into one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
            return;
        }

        builder.Services.AddSingleton(new Secrets(builder.Configuration));
        builder.Logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();

        // Nobody waits for an answer because nobody reads the log.
        builder.Logging.AddConsole(console => (console.FormatterName, console.QueueFullMode) = (JsonLines.FormatterName, ConsoleLoggerQueueFullMode.DropWrite));
    }
}

/// <summary>
/// Takes out of a text what must not be in a log, should the message of some library carry it there: keys, tokens, and what the settings call a password or
/// a secret.
/// </summary>
internal sealed partial class Secrets
{
    private const string Mask = "***";

    // A shorter one would be found everywhere.
    private const int Shortest = 4;

    // What an exporter sends along, such as OTEL_EXPORTER_OTLP_HEADERS: name=value,name=value.
    private const string Headers = "headers";

    private static readonly string[] Settings = ["password", "secret", "secretkey", "accesskey", "sealingkey", Headers];
    private static readonly string[] InConnectionStrings = ["password", "pwd"];
    private readonly List<string> _known;

    public Secrets(IConfiguration configuration)
    {
        var settings = configuration.AsEnumerable().ToList();
        _known = [.. settings.Where(setting => setting.Key == AdministratorKey.Setting || Settings.Any(name => setting.Key.EndsWith(name, StringComparison.OrdinalIgnoreCase))).Select(setting => setting.Value)
            .Concat(settings.Where(setting => setting.Key.EndsWith("ConnectionString", StringComparison.OrdinalIgnoreCase)).SelectMany(setting => PasswordsIn(setting.Value)))
            .Concat(settings.Where(setting => setting.Key.EndsWith(Headers, StringComparison.OrdinalIgnoreCase)).SelectMany(setting => ValuesIn(setting.Value)))
            .OfType<string>().Where(secret => secret.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
    }

    public string Hide(string text) => Shapes().Replace(_known.Aggregate(text, (hidden, secret) => hidden.Replace(secret, Mask, StringComparison.Ordinal)), $"${{what}}{Mask}");

    private static IEnumerable<string?> ValuesIn(string? headers) => (headers ?? "").Split(',').Select(header => header.Split('=', 2)).Where(header => header.Length == 2).SelectMany(header =>
    {
        var value = header[1].Trim();
        return new[] { value, Uri.UnescapeDataString(value) };
    });

    private static IEnumerable<string?> PasswordsIn(string? connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            // Refused where it is used.
            return [];
        }

        return InConnectionStrings.Select(name => parts.TryGetValue(name, out var value) ? value.ToString() : null);
    }

    // Keys and webhook secrets of this service, what follows Bearer, JSON web tokens, and passwords in connection strings.
    [GeneratedRegex(
        @"(?<what>\bagr_)[A-Za-z0-9_-]{20,}|(?<what>\bwhsec_)[A-Za-z0-9+/=]{20,}|(?<what>\bbearer\s+)[^\s""',;]+|\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*|(?<what>\b(password|pwd)\s*=\s*)[^;\s""']+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shapes();
}
