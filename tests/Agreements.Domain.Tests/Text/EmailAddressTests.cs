using Agreements.Domain.Text;

namespace Agreements.Domain.Tests.Text;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("pemkesra@sulbar.example")]
    [InlineData("Pemkesra@SULBAR.example")]
    [InlineData("biro.pemkesra+jkn@setda.sulbar.example")]
    [InlineData("o'neil_1@kab-mamuju.example")]
    [InlineData("a@b.co")]
    [InlineData("1@2.id")]
    [InlineData("surat@xn--mller-kva.example")]
    [InlineData("surat@4g.1a")]
    public void A_plain_address_is_one(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("pemkesra")]
    [InlineData("pemkesra@")]
    [InlineData("@sulbar.example")]
    [InlineData("pemkesra@sulbar")]
    [InlineData("pemkesra@@sulbar.example")]
    [InlineData("pemkesra@sulbar.example@sulbar.example")]
    [InlineData("pemkesra@sulbar..example")]
    [InlineData("pemkesra@.sulbar.example")]
    [InlineData("pemkesra@sulbar.example.")]
    [InlineData("pemkesra@-sulbar.example")]
    [InlineData("pemkesra@sulbar-.example")]
    [InlineData("pemkesra@10.0.0.5")]
    [InlineData("pemkesra@[10.0.0.5]")]
    [InlineData(".pemkesra@sulbar.example")]
    [InlineData("pemkesra.@sulbar.example")]
    [InlineData("biro..pemkesra@sulbar.example")]
    [InlineData("biro pemkesra@sulbar.example")]
    [InlineData(" pemkesra@sulbar.example")]
    [InlineData("pemkesra@sulbar.example ")]
    [InlineData("\"biro pemkesra\"@sulbar.example")]
    [InlineData("pemkesra(biro)@sulbar.example")]
    [InlineData("Pemkesra <pemkesra@sulbar.example>")]
    [InlineData("pemkesra@sulbar.example,dinkes@sulbar.example")]
    [InlineData("pemkesra@sulbar.example;dinkes@sulbar.example")]
    [InlineData("mailto:pemkesra@sulbar.example")]
    [InlineData("pemkesrá@sulbar.example")]
    [InlineData("pemkesra@sulbár.example")]
    [InlineData("pemkesra@sulbar。example")]
    [InlineData("pemkesra@sulbar.ex４mple")]
    [InlineData("pemkesra\u200B@sulbar.example")]
    public void Anything_else_is_none(string text) => Assert.False(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("pemkesra@sulbar.example\n")]
    [InlineData("pemkesra@sulbar.example\r\n")]
    [InlineData("pemkesra@sulbar.example\r\nBcc: lain@sulbar.example")]
    [InlineData("pemkesra\r\n@sulbar.example")]
    [InlineData("\npemkesra@sulbar.example")]
    [InlineData("pemkesra@sulbar.example\0")]
    [InlineData("pemkesra@sulbar.example\t")]
    [InlineData("pemkesra@sulbar.example\u2028Bcc:")]
    public void Nothing_that_could_say_more_in_the_head_of_a_mail_is_one(string text) => Assert.False(EmailAddress.IsValid(text));

    [Fact]
    public void It_has_64_characters_before_the_at_63_in_a_label_and_254_in_all_at_most()
    {
        var (local, label) = (new string('a', 64), new string('b', 63));
        var longest = $"{local}@{label}.{label}.{new string('b', 58)}.id";

        Assert.Equal(EmailAddress.MaxLength, longest.Length);
        Assert.True(EmailAddress.IsValid(longest));
        Assert.False(EmailAddress.IsValid($"{local}@{label}.{label}.{new string('b', 59)}.id"));
        Assert.False(EmailAddress.IsValid($"{local}a@b.id"));
        Assert.False(EmailAddress.IsValid($"a@{label}b.id"));
    }
}
