using Agreements.Api.Features.Exchange;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;

namespace Agreements.Api.Tests.Exchange;

public sealed class WordsTests
{
    [Fact]
    public void Every_code_has_a_word_in_each_language_and_every_word_means_one_code()
    {
        MeanOneThing(RegisterWords.Kinds);
        MeanOneThing(RegisterWords.Segments);
        MeanOneThing(RegisterWords.States);
        MeanOneThing(RegisterWords.Standings);
        MeanOneThing(RegisterWords.Reasons);
        MeanOneThing(RegisterWords.ActivationModes);
        MeanOneThing(RegisterWords.ActingTypes);
        MeanOneThing(RegisterWords.Methods);
        MeanOneThing(RegisterWords.Grounds);
        MeanOneThing(RegisterWords.OfficeKinds);
    }

    [Fact]
    public void Every_header_and_every_name_means_one_column()
    {
        Assert.All(RegisterColumns.All, column =>
        {
            Assert.Same(column, RegisterColumns.Below(column.Name));
            Assert.Same(column, RegisterColumns.Below($" {column.Header.Indonesian.ToUpperInvariant()} "));
            Assert.Same(column, RegisterColumns.Below(column.Header.English.ToLowerInvariant()));
        });
        Assert.Null(RegisterColumns.Below("Kolom lain"));
    }

    [Theory]
    [InlineData("mulai")]
    [InlineData("")]
    [InlineData("2")]
    public void A_word_that_nobody_knows_means_nothing(string text)
    {
        Assert.Null(Cells.Word(RegisterWords.Kinds).Read(text));
        Assert.Null(Cells.YesNo.Read(text));
        Assert.Null(Cells.Date.Read(text));
        Assert.Null(Cells.Id.Read(text));
    }

    [Theory]
    [InlineData("ya", true)]
    [InlineData(" YES ", true)]
    [InlineData("true", true)]
    [InlineData("Tidak", false)]
    [InlineData("no", false)]
    [InlineData("FALSE", false)]
    public void Yes_and_no_are_read_in_either_language(string text, bool expected) => Assert.Equal(expected, Cells.YesNo.Read(text));

    [Fact]
    public void A_list_that_another_program_broke_into_lines_its_own_way_is_the_same_list() =>
        Assert.Equal(["satu", "dua\r", "ti\\ga"], Assert.IsType<List<string>>(Cells.Lines.Read("satu\r\ndua\\r\r\nti\\\\ga")));

    private static void MeanOneThing<T>(Words<T> words)
        where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value =>
        {
            string[] spellings = [words.Of(value, Language.Indonesian), words.Of(value, Language.English), EnumNames.Of(value)];
            Assert.All(spellings, spelling => Assert.True(words.TryRead($" {spelling.ToUpperInvariant()}", out var read) && read.Equals(value), $"{spelling} is not {value}"));
        });
}
