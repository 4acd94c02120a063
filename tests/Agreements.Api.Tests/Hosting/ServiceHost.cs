using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Hosting;

/// <summary>The service as it ships, on a real port with a real store of its own; only the clock is the test's.</summary>
public class ServiceHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Action<IServiceCollection>> _replacements = [];
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

    /// <summary>A client that names itself as this person.</summary>
    public HttpClient ClientOf(string actor)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-Actor", actor);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Database:Provider", TestStore.Provider);
        builder.UseSetting("Database:ConnectionString", Store.ConnectionString);
        foreach (var (setting, value) in _settings)
        {
            builder.UseSetting(setting, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            _replacements.ForEach(replace => replace(services));
        });
    }

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
}
