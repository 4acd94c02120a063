using System.Net;

namespace Agreements.Client;

/// <summary>
/// A client of the Agreements service for other government systems and for reminder jobs. It covers what they need: agreements from draft to signature and
/// what ends, deadlines, renewals, reminders, regions, events. For everything else there is <see cref="SendAsync"/>.
/// </summary>
/// <remarks>
/// It is made once and used by everybody. A failure that the service describes is a <see cref="ProblemException"/>; where no answer could be had,
/// <see cref="HttpRequestException"/>. What an answer says beyond what this version knows is passed over; what it leaves out although it was promised is a
/// <see cref="System.Text.Json.JsonException"/>.
/// </remarks>
public sealed class AgreementsClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _isOwn;
    private readonly Wire _wire;

    /// <summary>A client over what the caller has set up: a <see cref="RetryHandler"/>, a <see cref="CredentialHandler"/> within it, and the address of the service.</summary>
    /// <param name="http">Sends the requests; remains the caller's.</param>
    public AgreementsClient(HttpClient http)
        : this(http, isOwn: false)
    {
    }

    private AgreementsClient(HttpClient http, bool isOwn)
    {
        ArgumentNullException.ThrowIfNull(http);
        (_http, _isOwn, _wire) = (http, isOwn, new Wire(http));
        Agreements = new AgreementArea(_wire);
        Deadlines = new DeadlineArea(_wire);
        Renewals = new RenewalArea(_wire);
        Reminders = new ReminderArea(_wire);
        Regions = new RegionArea(_wire);
        Events = new EventArea(_wire);
        Me = new MeArea(_wire);
    }

    /// <summary>Agreements: draft, edit, what leads to the signature, what ends, what was changed.</summary>
    public AgreementArea Agreements { get; }

    /// <summary>Every day by which somebody must act.</summary>
    public DeadlineArea Deadlines { get; }

    /// <summary>The work of bringing a successor about.</summary>
    public RenewalArea Renewals { get; }

    /// <summary>What is to be sent, by whom it is, and what became of it.</summary>
    public ReminderArea Reminders { get; }

    /// <summary>Provinces, regencies and cities, and whom to tell there.</summary>
    public RegionArea Regions { get; }

    /// <summary>What has happened, in order, for whoever keeps something in step with the register.</summary>
    public EventArea Events { get; }

    /// <summary>The caller.</summary>
    public MeArea Me { get; }

    /// <summary>A client with connections of its own.</summary>
    /// <param name="options">Where the service is and who is calling.</param>
    /// <returns>The client; to be disposed of.</returns>
    public static AgreementsClient Create(AgreementsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // A key would go along wherever it is redirected. Connections are given up now and then, so that a changed address is noticed.
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        return Create(options, sockets);
    }

    /// <summary>A client over somebody else's connections, as for a proxy or a certificate.</summary>
    /// <param name="options">Where the service is and who is calling.</param>
    /// <param name="connections">Sends what is sent. It should not follow redirects.</param>
    /// <returns>The client; to be disposed of, and the connections go with it.</returns>
    public static AgreementsClient Create(AgreementsClientOptions options, HttpMessageHandler connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        var handler = new RetryHandler(options.Retries, options.Time) { InnerHandler = new CredentialHandler(options) { InnerHandler = connections } };

        // How long a call may take is for the retries to say.
        var http = new HttpClient(handler) { BaseAddress = options.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"Agreements.Client/{typeof(AgreementsClient).Assembly.GetName().Version?.ToString(3)}");
        if (options.Language is { } language)
        {
            http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        return new AgreementsClient(http, isOwn: true);
    }

    /// <summary>
    /// Sends what this client has no method for: work plans, meetings, coverage, documents, offices, keys, the audit. Address, credential, retries and problems are
    /// as everywhere; a POST is repeated if it carries an <c>Idempotency-Key</c>.
    /// </summary>
    /// <param name="request">The request, its address relative to the service, such as <c>v1/work-plans?year=2027</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, a success or 304, with its body still to be read; to be disposed of.</returns>
    /// <exception cref="ProblemException">The service answered with a failure.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _wire.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Lets go of connections that are its own.</summary>
    public void Dispose()
    {
        if (_isOwn)
        {
            _http.Dispose();
        }
    }
}
