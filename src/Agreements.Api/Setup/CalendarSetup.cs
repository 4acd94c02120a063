namespace Agreements.Api.Setup;

/// <summary>What calendars need to know of the world, from the section <c>Calendars</c>.</summary>
public sealed class CalendarOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Calendars";

    /// <summary>The address under which people reach the service, such as <c>https://perjanjian.example.go.id</c>; null where nobody has said, and calendars then hold no links.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>A path as an address: whole where the public one is known, else from the root of the service.</summary>
    public string Absolute(string path) => $"{PublicUrl}{path}";
}

/// <summary>Registers what calendars link to.</summary>
internal static class CalendarSetup
{
    private const int MostCharacters = 1000;

    public static void AddCalendars(this WebApplicationBuilder builder) => builder.Services.AddSingleton(new CalendarOptions { PublicUrl = ReadAddress(builder.Configuration) });

    private static string? ReadAddress(ConfigurationManager configuration)
    {
        const string Setting = $"{CalendarOptions.Section}:{nameof(CalendarOptions.PublicUrl)}";
        var given = configuration[Setting];
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

        var isPlain = Uri.TryCreate(given, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0 && given.Length <= MostCharacters;
        return isPlain
            ? address!.AbsoluteUri.TrimEnd('/')
            : throw new UnusableSettingException($"{Setting.Replace(":", "__", StringComparison.Ordinal)} must be an http or https address without user, query and fragment.");
    }
}
