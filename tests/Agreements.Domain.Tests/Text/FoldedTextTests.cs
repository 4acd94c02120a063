using System.Text;
using Agreements.Domain.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Text;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Nota KESEPAKATAN", "nota kesepakatan")]
    [InlineData("Préambule Ñuñez Łódź", "preambule nunez łodz")]
    [InlineData("  Kota \t Sorong\r\n", "kota sorong")]
    [InlineData("Kota\u00A0\u3000Sorong", "kota sorong")]
    [InlineData("Pasal\u200B 4\u00AD", "pasal 4")]
    [InlineData("ＪＫＮ ２０２５", "jkn 2025")]
    [InlineData("12/KTR/XI-08", "12/ktr/xi-08")]
    public void Case_accents_and_superfluous_space_are_gone(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0")]
    public void Nothing_folds_to_nothing(string? text) => Assert.Equal("", FoldedText.Of(text));

    [Theory]
    [InlineData("Préambule")]
    [InlineData("Ñuñez")]
    [InlineData("Ǻngström")]
    [InlineData("أحمد")]
    public void Composed_and_decomposed_text_fold_alike(string text)
    {
        var (composed, decomposed) = (text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD));
        Assert.NotEqual(composed, decomposed);

        Assert.Equal(FoldedText.Of(composed), FoldedText.Of(decomposed));
    }

    [Theory]
    [InlineData("🏥 JKN 👍🏽", "🏥 jkn 👍🏽")]
    [InlineData("محمد", "محمد")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("ꦗꦮ", "ꦗꦮ")]
    public void Other_scripts_and_emoji_survive(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text));

    [Theory]
    [InlineData("nota kesepakatan", new[] { "nota", "kesepakatan" })]
    [InlineData("12/ktr/xi-08", new[] { "12", "ktr", "xi", "08" })]
    [InlineData("(jkn), 🏥 \"pemda\"", new[] { "jkn", "pemda" })]
    [InlineData("محمد ꦗꦮ", new[] { "محمد", "ꦗꦮ" })]
    [InlineData("%_*", new string[0])]
    [InlineData("", new string[0])]
    public void Words_are_runs_of_letters_and_digits(string folded, string[] words) => Assert.Equal(words, FoldedText.WordsOf(folded));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Prop.ForAll(Texts(), text => FoldedText.Of(FoldedText.Of(text)) == FoldedText.Of(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_form_of_a_text_folds_alike() =>
        Prop.ForAll(
            Texts(),
            text => FoldedText.Of(text.Normalize(NormalizationForm.FormC)) == FoldedText.Of(text)
                && FoldedText.Of(text.Normalize(NormalizationForm.FormD)) == FoldedText.Of(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Folded_text_has_single_spaces_and_none_at_its_ends() =>
        Prop.ForAll(
            Texts(),
            text =>
            {
                var folded = FoldedText.Of(text);
                return folded == string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    && !folded.Any(c => char.IsWhiteSpace(c) && c != ' ');
            }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts()
    {
        var latin = Gen.Choose(0x20, 0x24F);
        var anything = Gen.Choose(1, 0x10FFFF).Where(Rune.IsValid);
        var telling = Gen.Elements(
            0x20, 0x09, 0x0A, 0xA0, 0x3000, 0x200B, 0x301, 0x308, 0x130, 0x1E9E, 0x212A, 0xFE0F, 0x1F3E5, 0xA997, 0xA9B6, 0xA9C0, 0x627, 0x64E);
        IEnumerable<(int, Gen<int>)> mix = [(4, latin), (2, telling), (1, anything)];
        return Gen.Frequency(mix).ArrayOf()
            .Select(values => string.Concat(values.Select(value => new Rune(value).ToString()))).ToArbitrary();
    }
}
