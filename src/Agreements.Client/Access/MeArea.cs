namespace Agreements.Client;

/// <summary>The caller.</summary>
public sealed class MeArea
{
    private readonly Wire _wire;

    internal MeArea(Wire wire) => _wire = wire;

    /// <summary>Who the service takes the caller for, what the caller may do, and where.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The caller.</returns>
    [Operation("getMe")]
    public Task<Me> GetAsync(CancellationToken cancellationToken = default) => _wire.AnswerAsync(Call.Get($"v1/me"), AgreementsJson.Default.Me, cancellationToken);
}
