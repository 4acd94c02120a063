using System.Net;
using Agreements.Domain.Webhooks;

namespace Agreements.Domain.Tests.Webhooks;

/// <summary>Where webhooks may go: however an address is written, and whatever a name turns out to stand for.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://hooks.example")]
    [InlineData("https://hooks.example/agreements?tenant=76")]
    [InlineData("HTTPS://Hooks.Example:8443/a%20b")]
    [InlineData("https://93.184.215.14/")]
    [InlineData("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/")]
    [InlineData("https://[::ffff:93.184.215.14]/")]
    [InlineData("https://[64:ff9b::5db8:d70e]/")]
    [InlineData("https://localhost.example/")]
    [InlineData("https://xn--pemkesra-0za.example/")]
    public void A_public_address_over_TLS_may_be_called(string url) => Assert.Null(WebhookAddress.FaultOf(url, WebhookTargets.Public));

    [Theory]
    [InlineData("")]
    [InlineData("hooks.example")]
    [InlineData("/hooks")]
    [InlineData("//hooks.example/")]
    [InlineData("ftp://hooks.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https://hooks.example:0/")]
    [InlineData("https://hooks.example:65536/")]
    [InlineData("https://hooks.example/#part")]
    [InlineData("https://hooks.example/#")]
    [InlineData("https://hooks .example/")]
    [InlineData(" https://hooks.example/")]
    [InlineData("https://hooks.example/\r\nHost: x")]
    [InlineData("https://hooks.example\\@127.0.0.1/")]
    [InlineData("https://127%2e0%2e0%2e1/")]
    [InlineData("https://%6c%6f%63%61%6c%68%6f%73%74/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://１２７.0.0.1/")]
    [InlineData("https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/")]
    [InlineData("https://127。0。0。1/")]
    public void What_is_no_plain_address_of_the_web_is_refused(string url) => Assert.Equal("webhook.url-invalid", WebhookAddress.FaultOf(url, WebhookTargets.Public));

    [Theory]
    [InlineData("https://user@hooks.example/")]
    [InlineData("https://user:secret@hooks.example/")]
    [InlineData("https://@hooks.example/")]
    [InlineData("https://hooks.example:443@127.0.0.1/")]
    public void One_with_credentials_is_refused(string url) => Assert.Equal("webhook.url-credentials", WebhookAddress.FaultOf(url, WebhookTargets.Public));

    [Fact]
    public void One_without_TLS_takes_the_word_of_the_operator()
    {
        Assert.Equal("webhook.scheme-not-allowed", WebhookAddress.FaultOf("http://hooks.example/", WebhookTargets.Public));
        Assert.Null(WebhookAddress.FaultOf("http://hooks.example/", WebhookTargets.Public with { AllowHttp = true }));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("017700000001")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("0xa.0.0.1")]
    [InlineData("167772161")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("3232235777")]
    [InlineData("169.254.169.254")]
    [InlineData("0xa9fea9fe")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("localhost")]
    [InlineData("LocalHost.")]
    [InlineData("api.localhost")]
    [InlineData("ip6-localhost")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[64:ff9b::10.0.0.1]")]
    [InlineData("[64:ff9b:1::a00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2001:0:4136:e378:8000:63bf:3fff:fdd2]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fd12:3456:789a::1]")]
    [InlineData("[ff02::1]")]
    public void What_is_not_public_is_refused_in_any_notation(string host) => Assert.Equal("webhook.target-not-allowed", WebhookAddress.FaultOf($"https://{host}/hook", WebhookTargets.Public));

    [Fact]
    public void The_operator_opens_a_network_or_all_of_them()
    {
        var intranet = WebhookTargets.Public with { AllowedNetworks = [IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd12::/16")] };

        Assert.Null(WebhookAddress.FaultOf("https://10.20.3.4/", intranet));
        Assert.Null(WebhookAddress.FaultOf("https://[::ffff:10.20.3.4]/", intranet));
        Assert.Null(WebhookAddress.FaultOf("https://[fd12::1]/", intranet));
        Assert.Equal("webhook.target-not-allowed", WebhookAddress.FaultOf("https://10.21.0.1/", intranet));
        Assert.Equal("webhook.target-not-allowed", WebhookAddress.FaultOf("https://localhost/", intranet));
        Assert.Null(WebhookAddress.FaultOf("https://localhost/", WebhookTargets.Public with { AllowPrivate = true }));
        Assert.Null(WebhookAddress.FaultOf("https://127.0.0.1/", WebhookTargets.Public with { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] }));
    }

    [Fact]
    public void An_address_can_be_as_long_as_it_can_be_and_no_longer()
    {
        var longest = "https://hooks.example/" + new string('a', WebhookAddress.MaxLength - "https://hooks.example/".Length);

        Assert.Null(WebhookAddress.FaultOf(longest, WebhookTargets.Public));
        Assert.Equal("webhook.url-invalid", WebhookAddress.FaultOf(longest + "a", WebhookTargets.Public));
    }
}
