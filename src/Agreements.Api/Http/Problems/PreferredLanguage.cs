using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http.Problems;

/// <summary>Reads which language the caller prefers: Indonesian unless English is preferred to it.</summary>
internal static class PreferredLanguage
{
    public static Language Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages))
        {
            return Language.Indonesian;
        }

        return Quality(languages, "en") > Quality(languages, "id") ? Language.English : Language.Indonesian;
    }

    private static double Quality(IEnumerable<StringWithQualityHeaderValue> languages, string language) =>
        languages.Where(each => each.Value.Equals(language, StringComparison.OrdinalIgnoreCase) || each.Value.StartsWith($"{language}-", StringComparison.OrdinalIgnoreCase))
            .Select(each => each.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
}
