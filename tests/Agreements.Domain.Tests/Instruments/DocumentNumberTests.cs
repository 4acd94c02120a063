using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Instruments;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("12/KTR/XI-08/1221", "12/ktr/xi-08/1221")]
    [InlineData("12/KTR/XI-08/1221", " 12 / KTR / XI-08 / 1221 ")]
    [InlineData("12/KTR/XI-08/1221", "12/KTR/\tXI-08/\u00A01221")]
    public void Case_and_white_space_make_no_other_number(string one, string other) =>
        Assert.Equal(DocumentNumber.Identity(one), DocumentNumber.Identity(other));

    [Theory]
    [InlineData("1/12", "11/2")]
    [InlineData("1/12", "112")]
    [InlineData("12/KTR", "12-KTR")]
    [InlineData("12.1/KTR", "12/1/KTR")]
    [InlineData("12/KTR", "13/KTR")]
    public void Punctuation_and_digits_make_another_number(string one, string other) =>
        Assert.NotEqual(DocumentNumber.Identity(one), DocumentNumber.Identity(other));

    [Theory]
    [InlineData("12/KTR/XI-08/1221", "12KTRXI081221")]
    [InlineData("12/KTR/XI-08/1221", "12 ktr xi 08 1221")]
    [InlineData("12/KTR/XI-08/1221", "12.ktr.xi.08.1221")]
    [InlineData("100.3.7/12/III/2025", "1003712iii2025")]
    public void A_look_up_needs_no_case_space_or_punctuation(string printed, string typed) =>
        Assert.Equal(DocumentNumber.LookUpKey(printed), DocumentNumber.LookUpKey(typed));

    [Fact]
    public void A_look_up_matches_the_whole_number_only() =>
        Assert.NotEqual(DocumentNumber.LookUpKey("12/KTR/XI-08/1221"), DocumentNumber.LookUpKey("12/KTR/XI-08"));

    [Fact]
    public void No_number_has_neither_identity_nor_key()
    {
        Assert.Null(DocumentNumber.Identity(null));
        Assert.Null(DocumentNumber.LookUpKey(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("…/…/-")]
    public void A_number_of_nothing_but_punctuation_cannot_be_looked_up(string number) => Assert.Null(DocumentNumber.LookUpKey(number));

    [Fact]
    public void However_a_number_is_spaced_and_cased_it_is_the_same_and_is_found()
    {
        var pieces = Gen.Elements("12", "KTR", "XI-08", "1221", "/", ".", "-").ArrayOf();
        var spaces = Gen.Elements("", " ", "  ", "\t");
        var numbers = from printed in pieces from space in spaces select (printed, space);

        Prop.ForAll(numbers.ToArbitrary(), number =>
        {
            var printed = string.Concat(number.printed);
            var typed = string.Join(number.space, number.printed.Select(piece => piece.ToLowerInvariant()));
            return DocumentNumber.Identity(printed) == DocumentNumber.Identity(typed) && DocumentNumber.LookUpKey(printed) == DocumentNumber.LookUpKey(typed);
        }).QuickCheckThrowOnFailure();
    }
}
