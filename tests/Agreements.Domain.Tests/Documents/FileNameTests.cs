using Agreements.Domain.Documents;

namespace Agreements.Domain.Tests.Documents;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("Nota Kesepakatan 2025 (final).pdf")]
    [InlineData("ꦤꦴꦒꦫꦶ.pdf")]
    [InlineData("مذكرة.docx")]
    [InlineData("naskah 📄.png")]
    [InlineData("क्\u200Dष.pdf")]
    [InlineData("tanpa akhiran")]
    [InlineData(".tersembunyi")]
    [InlineData("console.pdf")]
    [InlineData("100% 'siap' & ;~#.pdf")]
    public void A_name_that_every_system_can_save_under_is_usable(string name) => Assert.True(FileName.IsUsable(name));

    [Theory]
    [InlineData("../x.pdf")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b.pdf")]
    [InlineData("C:\\naskah.pdf")]
    [InlineData("rapat 10:30.pdf")]
    [InlineData("a*.pdf")]
    [InlineData("a?.pdf")]
    [InlineData("a\"b.pdf")]
    [InlineData("a<b>.pdf")]
    [InlineData("a|b.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf")]
    [InlineData("a\0.pdf")]
    [InlineData("a\u007F.pdf")]
    [InlineData("a\u0085.pdf")]
    [InlineData("a\u2028.pdf")]
    [InlineData("naskah\u202Efdp.exe")]
    [InlineData("naskah\u2066.pdf")]
    [InlineData("naskah\u200B.pdf")]
    [InlineData("naskah\uFEFF.pdf")]
    [InlineData("naskah\uFFFD.pdf")]
    [InlineData(" naskah.pdf")]
    [InlineData("naskah.pdf ")]
    [InlineData("naskah.pdf.")]
    [InlineData("NUL")]
    [InlineData("con.pdf")]
    [InlineData("Com1.docx")]
    [InlineData("LPT9 .pdf")]
    public void Any_other_is_not(string name) => Assert.False(FileName.IsUsable(name));

    [Theory]
    [InlineData("naskah.pdf", "application/pdf", "naskah.pdf")]
    [InlineData("NASKAH.PDF", "application/pdf", "NASKAH.PDF")]
    [InlineData("foto.jpeg", "image/jpeg", "foto.jpeg")]
    [InlineData("foto", "image/jpeg", "foto.jpg")]
    [InlineData("halaman.html", "application/pdf", "halaman.html.pdf")]
    [InlineData("naskah.docm", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "naskah.docm.docx")]
    [InlineData("naskah.x", "text/x-unknown", "naskah.x")]
    public void It_is_saved_as_what_it_is(string name, string mediaType, string saved) => Assert.Equal(saved, FileName.ToSaveAs(name, mediaType));
}
