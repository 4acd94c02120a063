using System.Net;
using System.Net.Sockets;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agreements.Api.Tests.Hosting;

/// <summary>The service as it ships, on a real port with a real store of its own; only the clock is the test's.</summary>
public class ServiceHost : WebApplicationFactory<Program>
{
    private const string Head = "kepala.biro";
    private static readonly KeyBinding Everywhere = new(AllRegions: true, [], BpjsOfficeId: null);

    // A test class asks more in a second than a caller does in a day. Limits have tests of their own.
    private static readonly string[] Unlimited = ["RateLimits:PerCaller:Requests", "RateLimits:PerAddress:Requests", "RateLimits:AtOnce"];

    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Action<IServiceCollection>> _replacements = [];
    private readonly HashSet<string> _issued = new(StringComparer.Ordinal);
    private string _environment = "Production";

    private readonly Lazy<TestStore> _ownStore = new(() => new TestStore());
    private TestStore? _givenStore;

    public ServiceHost() => UseKestrel(0);

    public TestClock Clock { get; } = new();

    public TestStore Store => _givenStore ?? _ownStore.Value;

    /// <summary>Runs on a store that outlives this host.</summary>
    public ServiceHost On(TestStore store)
    {
        _givenStore = store;
        return this;
    }

    /// <summary>Names the environment; Production when left out.</summary>
    public ServiceHost In(string environment)
    {
        _environment = environment;
        return this;
    }

    /// <summary>Changes a setting before the service starts.</summary>
    public ServiceHost With(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    /// <summary>Adds to, or replaces, what the service is made of.</summary>
    public ServiceHost With(Action<IServiceCollection> services)
    {
        _replacements.Add(services);
        return this;
    }

    /// <summary>Leaves out what the service does by itself, in the background, for its search index.</summary>
    public ServiceHost WithoutMerging() => With(services => services.Remove(services.Single(each => each.ImplementationType == typeof(MergeSearch))));

    /// <summary>A client with the key of this person, who may do everything everywhere. The head of the bureau, who approves in most stories, has one too.</summary>
    public HttpClient ClientOf(string name)
    {
        Issue(Head, Head, Scopes.All, Everywhere);
        return ClientWith(name, name, Scopes.All, Everywhere);
    }

    /// <summary>A client with a key of this person that may do only this, and only in these regions.</summary>
    public HttpClient ClientOf(string name, IReadOnlyList<Scope> scopes, params string[] regionCodes) => ClientWith(
        $"{name} {string.Join(',', scopes)} {string.Join(',', regionCodes)}", name, scopes, regionCodes is [] ? Everywhere : new KeyBinding(AllRegions: false, regionCodes, BpjsOfficeId: null));

    /// <summary>A client with a key of this person that may do only this, and only where an office serves.</summary>
    public HttpClient ClientOf(string name, IReadOnlyList<Scope> scopes, Guid office) =>
        ClientWith($"{name} {string.Join(',', scopes)} {office}", name, scopes, new KeyBinding(AllRegions: false, [], office));

    /// <summary>A client that carries this key, whether it opens anything or not.</summary>
    public HttpClient ClientBy(string key)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add(Keys.Header, key);
        return client;
    }

    private HttpClient ClientWith(string secretOf, string owner, IReadOnlyList<Scope> scopes, KeyBinding binding)
    {
        Issue(secretOf, owner, scopes, binding);
        return ClientBy(Keys.Of(secretOf));
    }

    private void Issue(string secretOf, string owner, IReadOnlyList<Scope> scopes, KeyBinding binding)
    {
        lock (_issued)
        {
            if (_issued.Add(secretOf))
            {
                Task.Run(() => Keys.EnsureAsync(Services, Keys.Of(secretOf), owner, scopes, binding, Clock.GetUtcNow())).GetAwaiter().GetResult();
            }
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting(AdministratorKey.Setting, Keys.Administrator);
        foreach (var unlimited in Unlimited)
        {
            builder.UseSetting(unlimited, "1000000");
        }

        builder.UseSetting("Shutdown:DrainSeconds", "0");
        builder.UseSetting("Database:Provider", TestStore.Provider);
        builder.UseSetting("Database:ConnectionString", Store.ConnectionString);
        if (TestStore.IsPostgres)
        {
            builder.UseSetting("Documents:Path", Store.Documents);
        }

        foreach (var (setting, value) in _settings)
        {
            builder.UseSetting(setting, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<NameLookup>(LookUpAsync);
            _replacements.ForEach(replace => replace(services));
        });
    }

    // No test asks a name server: what is an example is known to nobody.
    private static Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellationToken) => name.EndsWith(".example", StringComparison.Ordinal)
        ? Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound))
        : Dns.GetHostAddressesAsync(name, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _ownStore.IsValueCreated)
        {
            _ownStore.Value.Dispose();
        }
    }
}

/// <summary>The service with the sample register loaded.</summary>
public sealed class SampleHost : ServiceHost
{
    public SampleHost() => With("SampleRegister:Load", "true");

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        Task.Run(() => host.Services.GetRequiredService<TakeInSampleRegister>().ExecuteTask!).GetAwaiter().GetResult();
        return host;
    }
}
