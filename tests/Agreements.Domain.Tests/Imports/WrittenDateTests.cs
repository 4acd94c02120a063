using System.Globalization;
using Agreements.Domain.Imports;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Imports;

public sealed class WrittenDateTests
{
    private static readonly string[] Months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
    private static readonly string[] Short = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"];
    private static readonly string[] Weekdays = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    private static readonly Func<DateOnly, string>[] Forms =
    [
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        day => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T00:00:00",
        day => day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture),
        day => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture),
        day => day.ToString("d-M-yyyy", CultureInfo.InvariantCulture),
        day => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        day => day.ToString("d M yyyy", CultureInfo.InvariantCulture),
        day => $"{day.Day} {Months[day.Month - 1]} {day.Year}",
        day => $"{day.Day:00}-{Short[day.Month - 1]}-{day.Year}",
        day => $"{Weekdays[(int)day.DayOfWeek]}, {day.Day} {Months[day.Month - 1].ToUpperInvariant()} {day.Year}",
        day => $"tgl. {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}",
    ];

    [Theory]
    [InlineData("2025-12-31", "2025-12-31")]
    [InlineData("2025-12-31 00:00:00", "2025-12-31")]
    [InlineData("2025-12-31T00:00:00", "2025-12-31")]
    [InlineData("2025-12-31T00:00:00.000", "2025-12-31")]
    [InlineData("2025/12/31", "2025-12-31")]
    [InlineData("2026/1/5", "2026-01-05")]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("31/12/2025 00:00:00", "2025-12-31")]
    [InlineData("31/12/2025 0:00", "2025-12-31")]
    [InlineData("31/12/2025 00.00.00", "2025-12-31")]
    [InlineData("1-1-2026", "2026-01-01")]
    [InlineData("31.12.2025", "2025-12-31")]
    [InlineData("31 12 2025", "2025-12-31")]
    [InlineData("31 / 12 / 2025", "2025-12-31")]
    [InlineData("31 -12-2025", "2025-12-31")]
    [InlineData("31–12–2025", "2025-12-31")]
    [InlineData("01/02/2025", "2025-02-01")]
    [InlineData("29/02/2024", "2024-02-29")]
    [InlineData("1/1/1945", "1945-01-01")]
    [InlineData("31/12/2200", "2200-12-31")]
    public void Numbers_are_read_day_first_or_year_first(string text, string day) => Assert.Equal(Day(day), WrittenDate.Read(text));

    [Theory]
    [InlineData("31 Desember 2025", "2025-12-31")]
    [InlineData("31 DESEMBER 2025", "2025-12-31")]
    [InlineData("31 desember 2025", "2025-12-31")]
    [InlineData("31-Des-2025", "2025-12-31")]
    [InlineData("31/Des/2025", "2025-12-31")]
    [InlineData("31 Des. 2025", "2025-12-31")]
    [InlineData("31Des2025", "2025-12-31")]
    [InlineData("31 Desember, 2025", "2025-12-31")]
    [InlineData("31 December 2025", "2025-12-31")]
    [InlineData("31 Dec 2025", "2025-12-31")]
    [InlineData("1 Januari 2025", "2025-01-01")]
    [InlineData("1 January 2025", "2025-01-01")]
    [InlineData("01 Jan 2025", "2025-01-01")]
    [InlineData("1 Februari 2025", "2025-02-01")]
    [InlineData("1 Pebruari 2025", "2025-02-01")]
    [InlineData("1 Peb 2025", "2025-02-01")]
    [InlineData("1 Maret 2025", "2025-03-01")]
    [InlineData("1 Mrt 2025", "2025-03-01")]
    [InlineData("1 April 2025", "2025-04-01")]
    [InlineData("1 Mei 2025", "2025-05-01")]
    [InlineData("1 May 2025", "2025-05-01")]
    [InlineData("1 Juni 2025", "2025-06-01")]
    [InlineData("1 Juli 2025", "2025-07-01")]
    [InlineData("1 Agustus 2025", "2025-08-01")]
    [InlineData("1 Agt 2025", "2025-08-01")]
    [InlineData("1 Agu 2025", "2025-08-01")]
    [InlineData("1 Ags 2025", "2025-08-01")]
    [InlineData("1 Aug 2025", "2025-08-01")]
    [InlineData("1 Sept 2025", "2025-09-01")]
    [InlineData("1 Oktober 2025", "2025-10-01")]
    [InlineData("1 Oct 2025", "2025-10-01")]
    [InlineData("1 November 2025", "2025-11-01")]
    [InlineData("1 Nopember 2025", "2025-11-01")]
    [InlineData("1-Nop-2025", "2025-11-01")]
    public void Months_are_known_by_the_names_that_are_in_use(string text, string day) => Assert.Equal(Day(day), WrittenDate.Read(text));

    [Theory]
    [InlineData("Rabu, 31 Desember 2025", "2025-12-31")]
    [InlineData("rabu 31/12/2025", "2025-12-31")]
    [InlineData("Kamis 1 Januari 2026", "2026-01-01")]
    [InlineData("Jumat, 2 Januari 2026", "2026-01-02")]
    [InlineData("Jum'at, 2 Januari 2026", "2026-01-02")]
    [InlineData("Jum’at, 2 Januari 2026", "2026-01-02")]
    [InlineData("Ahad, 4 Januari 2026", "2026-01-04")]
    [InlineData("Wednesday, 31 December 2025", "2025-12-31")]
    [InlineData("tanggal 31 Desember 2025", "2025-12-31")]
    [InlineData("Tanggal: 31 Desember 2025", "2025-12-31")]
    [InlineData("tgl 31-12-2025", "2025-12-31")]
    [InlineData("Tgl. 31-12-2025", "2025-12-31")]
    [InlineData("tgl.31/12/2025", "2025-12-31")]
    [InlineData("hari Rabu tanggal 31 Desember 2025", "2025-12-31")]
    [InlineData("Rabu, tgl. 31 Des 2025", "2025-12-31")]
    [InlineData(" 31 Desember 2025 ", "2025-12-31")]
    [InlineData("31\u00A0Desember\u00A02025", "2025-12-31")]
    [InlineData("\u00A031  Desember\t2025\u00A0", "2025-12-31")]
    [InlineData("31\nDesember 2025", "2025-12-31")]
    [InlineData("\u200E31\u200E/\u200E12\u200E/\u200E2025", "2025-12-31")]
    public void What_stands_around_a_date_does_no_harm(string text, string day) => Assert.Equal(Day(day), WrittenDate.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-")]
    [InlineData("belum ada")]
    [InlineData("31/12/25")]
    [InlineData("1 Jan 25")]
    [InlineData("25-12-31")]
    [InlineData("12/31/2025")]
    [InlineData("2025/31/12")]
    [InlineData("2025-12-31 08:30:00")]
    [InlineData("2025-12-31T17:00:00Z")]
    [InlineData("2025-12-31T00:00:00+07:00")]
    [InlineData("Desember 2025")]
    [InlineData("12/2025")]
    [InlineData("1 Nopember")]
    [InlineData("2025")]
    [InlineData("46022")]
    [InlineData("20251231")]
    [InlineData("31122025")]
    [InlineData("31 Februari 2025")]
    [InlineData("29/02/2025")]
    [InlineData("31/04/2025")]
    [InlineData("0/1/2025")]
    [InlineData("00/01/2025")]
    [InlineData("1/13/2025")]
    [InlineData("1/0/2025")]
    [InlineData("31/12/1944")]
    [InlineData("1/1/2201")]
    [InlineData("1/1/0001")]
    [InlineData("31/12-2025")]
    [InlineData("31/12 2025")]
    [InlineData("31//12//2025")]
    [InlineData("31 Desmber 2025")]
    [InlineData("31 Ma 2025")]
    [InlineData("Selasa, 31 Desember 2025")]
    [InlineData("31 Desember 2025 atau 1 Januari 2026")]
    [InlineData("1 Januari 2025 s.d. 31 Desember 2025")]
    [InlineData("1/1/2025 - 31/12/2025")]
    [InlineData("± 31 Desember 2025")]
    [InlineData("31 Desember 2025?")]
    [InlineData("31 Desember 2025.")]
    [InlineData("sejak 31 Desember 2025")]
    [InlineData("tanggal tanggal 31 Desember 2025")]
    [InlineData("tanggal Desember")]
    [InlineData("٣١/١٢/٢٠٢٥")]
    [InlineData("３１/１２/２０２５")]
    [InlineData("131/12/2025")]
    [InlineData("-31/12/2025")]
    [InlineData("31/12/20255")]
    [InlineData("31\0/12/2025")]
    public void What_leaves_a_doubt_is_no_date(string text) => Assert.Null(WrittenDate.Read(text));

    [Theory]
    [InlineData(46022, "2025-12-31")]
    [InlineData(46022.999, "2025-12-31")]
    [InlineData(46023, "2026-01-01")]
    [InlineData(16438, "1945-01-01")]
    [InlineData(109939.5, "2200-12-31")]
    public void A_serial_number_is_counted_as_Excel_does(double serial, string day) => Assert.Equal(Day(day), WrittenDate.FromSerial(serial));

    [Theory]
    [InlineData(0)]
    [InlineData(-46022)]
    [InlineData(2025)]
    [InlineData(16437.999)]
    [InlineData(109940)]
    [InlineData(20251231)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_beyond_the_days_of_any_agreement_is_no_date(double serial) => Assert.Null(WrittenDate.FromSerial(serial));

    [Fact]
    public void Every_day_reads_back_from_every_form_that_it_is_written_in() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, new DateOnly(2060, 12, 31).DayNumber - new DateOnly(1990, 1, 1).DayNumber).Select(new DateOnly(1990, 1, 1).AddDays).ToArbitrary(),
        day => Forms.All(form => WrittenDate.Read(form(day)) == day) && WrittenDate.FromSerial(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber) == day));

    [Theory]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData("tanggal ")]
    [InlineData("31/12/2025 ")]
    [InlineData("\u200E")]
    public void A_text_of_megabytes_is_no_date(string piece) => Assert.Null(WrittenDate.Read(string.Concat(Enumerable.Repeat(piece, 2_000_000))));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
