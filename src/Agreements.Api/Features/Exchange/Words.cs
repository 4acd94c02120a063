using System.Collections.Frozen;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;

namespace Agreements.Api.Features.Exchange;

/// <summary>What people read in a spreadsheet where the API has a code. Read back, the word of either language will do, whatever its case, and so will the code.</summary>
internal sealed class Words<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, Bilingual> _words;
    private readonly FrozenDictionary<string, T> _values;

    public Words(params (T Value, Bilingual Word)[] words)
    {
        _words = words.ToFrozenDictionary(each => each.Value, each => each.Word);
        _values = words.SelectMany(each => new[] { each.Word.Indonesian, each.Word.English, EnumNames<T>.Of(each.Value) }.Select(spelling => (spelling, each.Value)))
            .DistinctBy(each => each.spelling, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(each => each.spelling, each => each.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them, as people say them.</summary>
    public string Choices => string.Join(" | ", _words.OrderBy(each => each.Key).Select(each => each.Value.Indonesian));

    public string Of(T value, Language language) => _words[value].In(language);

    public bool TryRead(string text, out T value) => _values.TryGetValue(text.Trim(), out value);
}
