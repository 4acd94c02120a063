using System.Globalization;
using Agreements.Api.Http.Sheets;

namespace Agreements.Api.Tests.ReadSheets;

public sealed class SheetCellTests
{
    [Theory]
    [InlineData(0d, "0")]
    [InlineData(5d, "5")]
    [InlineData(-12d, "-12")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(37800.5, "37800.5")]
    [InlineData(0.000015, "0.000015")]
    [InlineData(123456789012345d, "123456789012345")]
    [InlineData(9101000000000000d, "9101000000000000")]
    [InlineData(9101010203040506d, "9101010203040506")]
    [InlineData(-9101000000000000d, "-9101000000000000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e-20, "1E-20")]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    [InlineData("a", "a")]
    [InlineData(" \u00A0a\u00A0b \r\n", "a\u00A0b")]
    public void A_cell_is_seen_as_people_see_it(object value, string seen) => Assert.Equal(seen, new SheetCell(value).AsText());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00A0\t\n")]
    public void Where_nothing_is_seen_a_cell_is_blank(object? value)
    {
        Assert.Null(new SheetCell(value).AsText());
        Assert.True(new SheetCell(value).IsBlank);
        Assert.True(default(SheetCell).IsBlank);
    }

    [Theory]
    [InlineData("2025-12-31T00:00:00", "2025-12-31")]
    [InlineData("2025-12-31T08:30:00", "2025-12-31 08:30:00")]
    public void A_day_is_seen_without_a_time(string at, string seen) =>
        Assert.Equal(seen, new SheetCell(DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.None)).AsText());

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    [InlineData(16_383, "XFD")]
    public void Columns_are_called_by_letters(int index, string letters) => Assert.Equal(letters, ColumnLetters.Of(index));
}
