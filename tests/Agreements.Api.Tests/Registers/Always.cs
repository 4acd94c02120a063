using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Agreements.Api.Tests.Registers;

/// <summary>
/// Checks what holds for every case on cases that are new each time. A failure shows the case as it was found and made as small as it can be, and how to
/// replay it: AGREEMENTS_TEST_REPLAY takes the three numbers.
/// </summary>
public static class Always
{
    private const string Variable = "AGREEMENTS_TEST_REPLAY";

    /// <summary>Checks so many cases, the largest of this size.</summary>
    public static Task HoldsAsync<T>(Arbitrary<T> any, int cases, int largest, Func<T, Task> holds)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(Math.Min(5, largest)).WithEndSize(largest).WithQuietOnSuccess(true).WithReplay(Replay());

        // Waiting for each case in turn must not take one of the few threads that its continuations need.
        return Task.Run(() => Check.One(config, Prop.ForAll(any, holds)));
    }

    private static FSharpOption<Replay>? Replay()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Trim('(', ')').Split(',') is not [var seed, var gamma, var size])
        {
            return null;
        }

        return new Replay(new Rnd(ulong.Parse(seed, CultureInfo.InvariantCulture), ulong.Parse(gamma, CultureInfo.InvariantCulture)), int.Parse(size, CultureInfo.InvariantCulture));
    }
}
