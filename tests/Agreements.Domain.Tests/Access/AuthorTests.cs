namespace Agreements.Domain.Tests.Access;

public sealed class AuthorTests
{
    private static readonly Author Rahma = new("Siti Rahma", "token:1");

    [Theory]
    [InlineData("Siti Rahma", null)]
    [InlineData("siti  RAHMA ", "key:2")]
    [InlineData("Sití Rahma", "key:2")]
    [InlineData("Rahma, S.Sos.", "token:1")]
    public void One_person_is_known_by_name_or_by_what_they_hold(string name, string? holder)
    {
        Assert.True(Rahma.IsSameAs(new Author(name, holder)));
        Assert.True(new Author(name, holder).IsSameAs(Rahma));
    }

    [Theory]
    [InlineData("Yusuf", "token:2")]
    [InlineData("Yusuf", null)]
    [InlineData("Siti Rahmah", "key:1")]
    public void Others_are_somebody_else(string name, string? holder) => Assert.False(Rahma.IsSameAs(new Author(name, holder)));

    [Fact]
    public void Two_of_whom_nobody_knows_what_they_hold_are_told_apart_by_name()
    {
        Assert.False(new Author("Yusuf").IsSameAs(new Author("Rahma")));
        Assert.False(new Author("Yusuf").IsSameAs(other: null));
    }
}
