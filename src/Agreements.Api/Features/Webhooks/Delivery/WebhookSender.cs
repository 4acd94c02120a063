using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Agreements.Api.Setup;
using Agreements.Data.Store;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Features.Webhooks.Delivery;

/// <summary>
/// Makes one attempt: a signed request, of whose answer only the status counts. It follows nothing, remembers nothing between two requests, goes through no proxy, and reads hardly more than
/// the head of what comes back.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const string MediaType = "application/cloudevents+json";
    private const int MostHeaderKilobytes = 16;
    private const int MostBodyBytes = 4096;
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    private static readonly ProductInfoHeaderValue Agent = new(
        "agreements-webhooks", typeof(WebhookSender).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    private readonly HttpMessageInvoker _client;
    private readonly WebhookTargets _targets;
    private readonly WebhookBodies _bodies;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;

    public WebhookSender(GuardedConnections connections, WebhookTargets targets, WebhookBodies bodies, WebhookOptions options, TimeProvider clock)
    {
        (_targets, _bodies, _options, _clock) = (targets, bodies, options, clock);
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = connections.ConnectAsync,

            // A certificate can name where its issuer is to be had: what the receiver sends must do, or else it would say what this service fetches.
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck } },
            ConnectTimeout = options.Timeout < LongestConnect ? options.Timeout : LongestConnect,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = MostBodyBytes,
            ResponseDrainTimeout = LongestDrain,
            PooledConnectionLifetime = LongestConnection,
            PooledConnectionIdleTimeout = LongestConnection / 4,

            // The receiver is no part of this service's traces.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Makes the attempt.</summary>
    /// <param name="attempt">What is to be delivered, and where.</param>
    /// <param name="cancellationToken">Ends it without an outcome: the receiver may have it or not.</param>
    public async Task<WebhookAnswer> SendAsync(WebhookAttempt attempt, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        if (WebhookAddress.FaultOf(attempt.Url, _targets) is not null)
        {
            // What was allowed when it was set, http above all, may not be any more.
            return new WebhookAnswer(Status: null, WebhookFault.TargetNotAllowed, TimeSpan.Zero);
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(_options.Timeout);
        try
        {
            using var request = Compose(attempt);
            using var response = await _client.SendAsync(request, enough.Token);
            return WebhookAnswer.Of((int)response.StatusCode, _clock.GetElapsedTime(began), RetryAfter(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(Status: null, WebhookFault.TimedOut, _clock.GetElapsedTime(began));
        }
        catch (Exception e) when (FaultOf(e) is { } fault)
        {
            return new WebhookAnswer(Status: null, fault, _clock.GetElapsedTime(began));
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Compose(WebhookAttempt attempt)
    {
        var at = _clock.GetUtcNow();
        var (id, body) = (attempt.Delivery.EventId.ToString(), _bodies.Of(attempt));
        var request = new HttpRequestMessage(HttpMethod.Post, attempt.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaType, "utf-8") } },
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(attempt.Secrets, id, at, body));
        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ => null,
    };

    // A certificate that does not hold and a handshake that fails are said in one way, whatever layer says it; so is an address that was refused.
    private static WebhookFault? FaultOf(Exception exception) => exception switch
    {
        TargetNotAllowedException => WebhookFault.TargetNotAllowed,
        AuthenticationException => WebhookFault.TlsFailed,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } => WebhookFault.NameUnknown,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookFault.TlsFailed,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError } => WebhookFault.AnswerInvalid,
        { InnerException: { } inner } when FaultOf(inner) is { } fault => fault,
        HttpRequestException or SocketException or IOException => WebhookFault.ConnectionFailed,
        _ => null,
    };
}
