using System.Globalization;

namespace Agreements.ReminderJob.Letters;

/// <summary>The wording of letters in one language. Each language is a file of its own, to be read and changed as a whole.</summary>
internal abstract class LetterTexts
{
    /// <summary>The tag of the language, for HTML and mail.</summary>
    public abstract string Tag { get; }

    public abstract string Greeting { get; }

    public abstract string StepsHeading { get; }

    public abstract string LinkLabel { get; }

    /// <summary>Why this mail came and how the next ones are stopped.</summary>
    public abstract string Footer { get; }

    public abstract FactLabels Labels { get; }

    protected abstract IReadOnlyList<string> Months { get; }

    /// <summary>From Sunday on.</summary>
    protected abstract IReadOnlyList<string> Weekdays { get; }

    protected abstract NumberFormatInfo Numbers { get; }

    /// <summary>How far away the day is, in a word or two.</summary>
    public abstract string When(int daysLeft);

    /// <summary>What it is about, with its date: the middle of the subject, and what a calendar shows.</summary>
    public abstract string What(Notice notice);

    /// <summary>The paragraph that says it all.</summary>
    public abstract string Lead(Notice notice);

    /// <summary>What to do next.</summary>
    public abstract IReadOnlyList<string> Steps(Notice notice);

    public abstract string Stage(string? stage);

    public abstract string? Kind(string? kind);

    protected abstract string Term(string? from, string? until);

    protected abstract string People(string count);

    public string Date(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year:0000}");

    /// <summary>A date with its day of the week.</summary>
    public string Day(DateOnly day) => $"{Weekdays[(int)day.DayOfWeek]}, {Date(day)}";

    public string Count(long number) => number.ToString("#,0", Numbers);

    /// <summary>The zone as people call it.</summary>
    public static string Zone(string timeZone) => timeZone switch
    {
        "Asia/Jakarta" => "WIB",
        "Asia/Makassar" => "WITA",
        "Asia/Jayapura" => "WIT",
        _ => timeZone,
    };

    /// <summary>What is known of it, line by line.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts(Notice notice)
    {
        var agreement = notice.Agreement;
        var term = agreement is { EffectiveFrom: null, EffectiveUntil: null } or null ? null : Term(Date(agreement.EffectiveFrom), Date(agreement.EffectiveUntil));
        (string Label, string? Value)[] facts =
        [
            (Labels.DueOn, $"{Day(notice.DueOn)} ({Zone(notice.TimeZone)})"),
            (Labels.Stage, notice.Stage is null ? null : Stage(notice.Stage)),
            (Labels.Year, notice.Year?.ToString("0000", CultureInfo.InvariantCulture)),
            (Labels.About, notice.About == agreement?.Subject ? null : notice.About),
            (Labels.Owner, notice.Owner),
            (Labels.Title, agreement?.Title),
            (Labels.Subject, agreement?.Subject),
            (Labels.Kind, Kind(agreement?.Kind)),
            (Labels.LocalGovernment, notice.RegionName),
            (Labels.Bpjs, agreement?.BpjsOfficeName),
            (Labels.LocalNumber, agreement?.LocalNumber),
            (Labels.BpjsNumber, agreement?.BpjsNumber),
            (Labels.Term, term),
            (Labels.Quota, agreement?.ParticipantQuota is { } quota ? People(Count(quota)) : null),
        ];
        return [.. facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Value)).Select(fact => (fact.Label, OneLine.Of(fact.Value!)))];
    }

    private string? Date(DateOnly? day) => day is { } known ? Date(known) : null;
}

/// <summary>What stands before a fact.</summary>
internal sealed record FactLabels
{
    public required string DueOn { get; init; }

    public required string Stage { get; init; }

    public required string Year { get; init; }

    public required string About { get; init; }

    public required string Owner { get; init; }

    public required string Title { get; init; }

    public required string Subject { get; init; }

    public required string Kind { get; init; }

    public required string LocalGovernment { get; init; }

    public required string Bpjs { get; init; }

    public required string LocalNumber { get; init; }

    public required string BpjsNumber { get; init; }

    public required string Term { get; init; }

    public required string Quota { get; init; }
}
