using System.Text.RegularExpressions;

namespace Agreements.Domain.Text;

/// <summary>
/// Recognises a person's number (NIK) in free text. The register holds counts of participants, never persons (UU 27/2022), so such text is refused.
/// </summary>
public static partial class PersonalNumber
{
    /// <summary>
    /// Whether the text holds a run of exactly sixteen digits built like an NIK: province, regency, district, then day (plus 40 for women), month and
    /// year of birth, then a serial number.
    /// </summary>
    public static bool OccursIn(string text) => Nik().IsMatch(text);

    [GeneratedRegex("(?<![0-9])(?:1[1-9]|[2-8][0-9]|9[0-7])[0-9]{4}(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{6}(?![0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nik();
}
