using System.Text;
using Agreements.Domain.Webhooks;

namespace Agreements.Domain.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Body = """{"test": 2432232314}""";
    private static readonly byte[] Secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void It_is_what_Standard_Webhooks_says_of_its_own_example() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", At, Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void Each_secret_signs_with_a_space_between()
    {
        var other = WebhookSecret.New();

        var both = WebhookSignature.Of([other, Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", At, Encoding.UTF8.GetBytes(Body)).Split(' ');

        Assert.Equal(2, both.Length);
        Assert.NotEqual(both[0], both[1]);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", both[1]);
    }

    [Fact]
    public void A_new_secret_has_as_many_random_bytes_as_it_should()
    {
        var (one, other) = (WebhookSecret.TextOf(WebhookSecret.New()), WebhookSecret.TextOf(WebhookSecret.New()));

        Assert.NotEqual(one, other);
        Assert.Matches(WebhookSecret.Pattern, one);
        Assert.InRange(Convert.FromBase64String(one[WebhookSecret.Mark.Length..]).Length, 24, 64);
        Assert.InRange(one.Length, 1, WebhookSecret.MaxLength);
    }
}
