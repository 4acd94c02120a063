using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using FsCheck;

namespace Agreements.Api.Tests.Registers;

/// <summary>A host that holds one register after the other, each judged at its moments.</summary>
public sealed class JudgedHost : ServiceHost
{
    private HttpClient? _client;

    /// <summary>Checks what holds for any register at any moment.</summary>
    public Task HoldsAsync(Arbitrary<Case> any, Func<CountedDays, Moment, Task> holds) => Always.HoldsAsync(any, cases: 20, largest: 40, async one =>
    {
        await one.Register.ReplaceInStoreAsync(Services);
        var counted = new CountedDays(one.Register);
        foreach (var moment in one.Moments)
        {
            await holds(counted, moment);
        }
    });

    /// <summary>Asks at a moment: about the day, or at the instant.</summary>
    public async Task<Answered> AskAsync(Moment moment, string path)
    {
        _client ??= ClientOf("staf");
        Clock.Now = moment.AsOf is null ? moment.At : TestClock.Start;
        var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var asOf = moment.AsOf is { } day ? string.Create(CultureInfo.InvariantCulture, $"{joint}asOf={day:O}") : "";
        return (await _client.Get($"{path}{asOf}")).Is(HttpStatusCode.OK);
    }
}
