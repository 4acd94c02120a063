using Agreements.Api.Tests.Hosting;

namespace Agreements.Client.Tests.Hosting;

/// <summary>Clients of the service that a test has started.</summary>
public static class Reach
{
    /// <summary>A client that may do everything everywhere.</summary>
    public static AgreementsClient AdministratorOf(this ServiceHost host) => AgreementsClient.Create(OptionsOf(host.AddressOf()));

    /// <summary>Where the service listens.</summary>
    public static Uri AddressOf(this ServiceHost host)
    {
        using var client = host.CreateClient();
        return client.BaseAddress!;
    }

    public static AgreementsClientOptions OptionsOf(Uri address, HastyClock? clock = null) => new()
    {
        Address = address,
        ApiKey = Keys.Administrator,
        Language = "en",
        Time = clock ?? TimeProvider.System,
    };

    /// <summary>Enough of an agreement to begin with.</summary>
    public static DraftAgreement Draft(string title = "Nota Kesepakatan JKN") => new() { Kind = AgreementKind.MemorandumOfAgreement, RegionCode = "74.71", Title = title };
}
