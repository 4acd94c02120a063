using System.Globalization;

namespace Agreements.Api.Setup;

/// <summary>Reads settings that have bounds, and refuses the start in one line where one lies outside.</summary>
internal static class SettingReader
{
    public static int WholeNumber(this IConfiguration configuration, string key, int least, int most, int otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var given when int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var given => throw new UnusableSettingException($"{key.Replace(":", "__", StringComparison.Ordinal)} is {given}; it must be a whole number from {least} to {most}."),
    };
}
