using System.Diagnostics;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Calendars;

/// <summary>Programs by others that read calendars (<c>tests/calendar-reader</c>).</summary>
public static class CalendarReader
{
    private static readonly string Folder = Repository.PathOf("tests", "calendar-reader");

    // Debian's package belongs to Debian's interpreter, whichever comes first on the path.
    private static readonly string? Python = Array.Find(["/usr/bin/python3", "python3"], HasIcalendar);

    /// <summary>Why ical.js cannot read here; null where it can.</summary>
    public static string? WhyNotByIcalJs { get; } =
        Directory.Exists(Path.Combine(Folder, "node_modules", "ical.js")) ? null : "needs ical.js: run 'npm ci' in tests/calendar-reader (.ci/run does)";

    /// <summary>Why icalendar cannot read here; null where it can.</summary>
    public static string? WhyNotByIcalendar { get; } = Python is null ? "needs icalendar for Python: install Debian's python3-icalendar (.ci/run does, as root)" : null;

    public static Task<JsonNode> ReadByIcalJsAsync(string calendar) => ReadAsync("node", "read.js", calendar);

    public static Task<JsonNode> ReadByIcalendarAsync(string calendar) => ReadAsync(Python!, "read.py", calendar);

    private static async Task<JsonNode> ReadAsync(string program, string script, string calendar)
    {
        using var reader = Process.Start(new ProcessStartInfo(program, [script])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
        })!;
        var (said, complained) = (reader.StandardOutput.ReadToEndAsync(), reader.StandardError.ReadToEndAsync());
        await reader.StandardInput.WriteAsync(calendar);
        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
        Assert.True(reader.ExitCode == 0, $"{script}: {await complained}");
        return JsonNode.Parse(await said)!;
    }

    private static bool HasIcalendar(string python)
    {
        try
        {
            using var tried = Process.Start(new ProcessStartInfo(python, ["-c", "import icalendar"]) { RedirectStandardError = true, UseShellExecute = false })!;
            tried.StandardError.ReadToEnd();
            tried.WaitForExit();
            return tried.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A fact that needs ical.js.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IcalJsFactAttribute : FactAttribute
{
    public IcalJsFactAttribute() => Skip = CalendarReader.WhyNotByIcalJs;
}

/// <summary>A fact that needs icalendar for Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IcalendarFactAttribute : FactAttribute
{
    public IcalendarFactAttribute() => Skip = CalendarReader.WhyNotByIcalendar;
}
