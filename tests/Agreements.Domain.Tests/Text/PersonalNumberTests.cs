using System.Globalization;
using Agreements.Domain.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Text;

public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("7602011708850001")] // 17 August 1985
    [InlineData("7602015708850001")] // the same day, a woman
    [InlineData("1101010101000001")] // the first day, the first province
    [InlineData("9603203112990012")] // the last day of a month
    [InlineData("9603207112990012")] // the same, a woman
    [InlineData("7602012902000001")] // 29 February
    public void A_number_built_like_an_NIK_is_recognised(string number) => Assert.True(PersonalNumber.OccursIn(number));

    [Theory]
    [InlineData("NIK 7602011708850001, alamat Mamuju")]
    [InlineData("(7602011708850001)")]
    [InlineData("NIK:7602011708850001.")]
    [InlineData("NIK7602011708850001")]
    [InlineData("tanggal 2025-03-27\nNIK\t7602011708850001\n")]
    [InlineData("7602011399850001 dan 7602011708850001")]
    public void It_is_recognised_inside_a_text(string text) => Assert.True(PersonalNumber.OccursIn(text));

    [Theory]
    [InlineData("760201170885001")] // 15 digits
    [InlineData("76020117088500011")] // 17 digits
    [InlineData("17602011708850001")] // 17 digits whose last 16 would do
    [InlineData("7602011713850001")] // month 13
    [InlineData("7602011700850001")] // month 0
    [InlineData("7602010008850001")] // day 0
    [InlineData("7602013208850001")] // day 32
    [InlineData("7602014008850001")] // day 40, a woman's day 0
    [InlineData("7602017208850001")] // day 72, a woman's day 32
    [InlineData("0602011708850001")] // province 06
    [InlineData("9902011708850001")] // province 99
    public void A_run_of_another_shape_is_left_alone(string text) => Assert.False(PersonalNumber.OccursIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("5.1.02.02.02.0003")]
    [InlineData("12/KTR/XI-08/1221")]
    [InlineData("100.3.7/12/III/2025")]
    [InlineData("Rp69.706.980.000")]
    [InlineData("69706980000")]
    [InlineData("1844100 orang-bulan")]
    [InlineData("76.02.01.17.08.85.0001")]
    [InlineData("019a0000-0000-7000-8000-000000000001")]
    [InlineData("+62 812-3456-7890-1234")]
    public void Document_numbers_budget_codes_and_amounts_are_left_alone(string text) => Assert.False(PersonalNumber.OccursIn(text));

    [Fact]
    public void Anybody_of_any_province_born_on_any_day_is_recognised()
    {
        var people = from region in Gen.Choose(110000, 979999)
                     from birth in Gen.Choose(new DateOnly(1930, 1, 1).DayNumber, new DateOnly(2029, 12, 31).DayNumber)
                     from woman in Gen.Elements(0, 40)
                     from serial in Gen.Choose(1, 9999)
                     where region / 10000 % 10 != 0
                     select (region, birth: DateOnly.FromDayNumber(birth), woman, serial);

        Prop.ForAll(people.ToArbitrary(), person =>
        {
            var (region, birth, woman, serial) = person;
            var number = string.Create(CultureInfo.InvariantCulture, $"{region:D6}{birth.Day + woman:D2}{birth:MMyy}{serial:D4}");
            return number.Length == 16 && PersonalNumber.OccursIn($"Peserta {number}.") && !PersonalNumber.OccursIn($"Peserta {number}0.");
        }).QuickCheckThrowOnFailure();
    }
}
