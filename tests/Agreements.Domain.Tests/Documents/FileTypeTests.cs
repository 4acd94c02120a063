using System.Text;
using Agreements.Domain.Documents;

namespace Agreements.Domain.Tests.Documents;

public sealed class FileTypeTests
{
    private const string NotAllowed = "document.type-not-allowed";
    private const string Suspicious = "document.suspicious-archive";

    [Fact]
    public void What_is_taken_in_is_known_by_its_content()
    {
        Assert.Equal(FileType.Pdf, Type(SampleFiles.Pdf));
        Assert.Equal(FileType.Png, Type(SampleFiles.Png));
        Assert.Equal(FileType.Jpeg, Type(SampleFiles.Jpeg));
        Assert.Equal(FileType.Docx, Type(SampleFiles.Docx));
        Assert.Equal(FileType.Docx, Type(SampleFiles.Word(("word/media/image1.png", SampleFiles.Png), ("word/embeddings/Lembar.xlsx", SampleFiles.Zip))));
        Assert.Equal(FileType.Pdf, Type(SampleFiles.Polyglot));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF")]
    [InlineData(" %PDF-1.7")]
    [InlineData("<!doctype html>")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("GIF89a")]
    [InlineData("MZ\u0090")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("PK\u0003\u0004 and nothing that an archive has")]
    public void Everything_else_is_refused(string content) => Assert.Equal(NotAllowed, Fault(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void An_archive_that_is_no_Word_file_is_refused()
    {
        Assert.Equal(NotAllowed, Fault(SampleFiles.Zip));
        Assert.Equal(NotAllowed, Fault(SampleFiles.WordWith("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "word/document.xml")));
        Assert.Equal(NotAllowed, Fault(SampleFiles.WordWith(SampleFiles.WordPart, "word/elsewhere.xml")));
        Assert.Equal(NotAllowed, Fault(SampleFiles.Archive(("[Content_Types].xml", "<Types"u8.ToArray()), ("word/document.xml", [1]))));
    }

    [Fact]
    public void A_list_of_types_that_brings_a_DTD_is_refused() => Assert.Equal(NotAllowed, Fault(SampleFiles.Archive(
        ("[Content_Types].xml", "<!DOCTYPE t [<!ENTITY a \"b\">]><Types>&a;</Types>"u8.ToArray()), ("word/document.xml", [1]))));

    [Fact]
    public void Macros_are_refused_wherever_they_are()
    {
        Assert.Equal("document.has-macros", Fault(SampleFiles.Word(("word/vbaProject.bin", [1]))));
        Assert.Equal("document.has-macros", Fault(SampleFiles.Word(("lain/VBAPROJECT.BIN", [1]))));
        Assert.Equal("document.has-macros", Fault(SampleFiles.WordWith(SampleFiles.MacroPart, "word/document.xml")));
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        var file = SampleFiles.Docx.ToArray();

        // The flag of the first entry, in its own header and in the directory.
        file[6] |= 1;
        file[file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        Assert.Equal("document.encrypted", Fault(file));
    }

    [Fact]
    public void An_archive_that_unpacks_to_far_more_than_it_is_is_suspicious()
    {
        Assert.InRange(SampleFiles.Bomb.Length, 1, 20 * 1024 * 1024);
        Assert.Equal(Suspicious, Fault(SampleFiles.Bomb));
        Assert.Equal(Suspicious, Fault(SampleFiles.Archive(("0.bin", new byte[32 * 1024 * 1024]))));
    }

    [Fact]
    public void Text_that_packs_well_is_not()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<w:tr><w:tc><w:p/></w:tc></w:tr>", 300_000)));

        Assert.Equal(FileType.Docx, Type(SampleFiles.Word(("word/footnotes.xml", text))));
    }

    [Fact]
    public void A_list_of_types_that_unpacks_to_more_than_it_claims_is_not_unpacked()
    {
        var file = SampleFiles.Archive(("[Content_Types].xml", new byte[8 * 1024 * 1024]), ("word/document.xml", [1]));

        // The directory claims ten bytes.
        BitConverter.GetBytes(10).CopyTo(file, file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24);

        Assert.NotNull(Fault(file));
    }

    [Fact]
    public void Too_many_entries_are_suspicious()
    {
        var entries = Enumerable.Range(0, 2000).Select(i => ($"word/{i}.xml", Array.Empty<byte>())).ToArray();

        Assert.Equal(Suspicious, Fault(SampleFiles.Word(entries)));
        Assert.Equal(FileType.Docx, Type(SampleFiles.Word(entries[..^2])));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void An_end_that_points_to_another_with_larger_numbers_is_suspicious(int place)
    {
        var file = SampleFiles.Docx.ToArray();
        BitConverter.GetBytes(ushort.MaxValue).CopyTo(file, file.AsSpan().LastIndexOf("PK\u0005\u0006"u8) + place);

        Assert.Equal(Suspicious, Fault(file));
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_suspicious()
    {
        var file = SampleFiles.Docx.ToArray();

        // Both claim to be as long as the file is.
        for (var at = file.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0; at = Next(file, at))
        {
            BitConverter.GetBytes(file.Length * 3 / 4).CopyTo(file, at + 20);
        }

        Assert.Equal(Suspicious, Fault(file));

        static int Next(byte[] file, int at) => file.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8) is >= 0 and var next ? at + 4 + next : -1;
    }

    [Theory]
    [InlineData("word/embeddings/isi.zip")]
    [InlineData("word/embeddings/isi.7Z")]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("word/../../x.xml")]
    [InlineData("word\\..\\x.xml")]
    [InlineData("/etc/passwd")]
    public void An_entry_that_does_not_belong_is_suspicious(string name) => Assert.Equal(Suspicious, Fault(SampleFiles.Word((name, [1]))));

    [Fact]
    public void What_lies_before_or_after_the_archive_is_suspicious()
    {
        Assert.Equal(Suspicious, Fault([.. SampleFiles.Docx, .. "<script>"u8]));
        Assert.Equal(Suspicious, Fault([.. "PK\u0003\u0004<script>"u8, .. SampleFiles.Docx]));
    }

    [Fact]
    public void Whatever_is_damaged_is_told_apart_without_a_failure()
    {
        var random = new Random(20261126);
        foreach (var whole in new[] { SampleFiles.Docx, SampleFiles.Word(("word/vbaProject.bin", [1])) })
        {
            for (var round = 0; round < 5000; round++)
            {
                var file = whole[..random.Next(whole.Length + 1)];
                for (var change = random.Next(6); change > 0 && file.Length > 4; change--)
                {
                    file[random.Next(4, file.Length)] = (byte)random.Next(256);
                }

                var (type, fault) = Tell(file);
                Assert.True(type is null != fault is null, Convert.ToHexString(file));
            }
        }
    }

    private static (FileType? Type, string? Fault) Tell(byte[] file)
    {
        using var content = new MemoryStream(file);
        return FileType.Tell(content);
    }

    private static FileType? Type(byte[] file)
    {
        Assert.Null(Fault(file));
        return Tell(file).Type;
    }

    private static string? Fault(byte[] file) => Tell(file).Fault;
}
