using System.Net;

namespace Agreements.Api.Tests.Hosting;

/// <summary>Waits for what comes about by itself, asking again and again.</summary>
public static class Eventually
{
    // Half a minute: a machine that does other things as well is no failure.
    private const int Tries = 600;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until it is answered with this status.</summary>
    public static async Task<Answered> ComesToAsync(HttpStatusCode status, Func<Task<Answered>> ask)
    {
        var answer = await ask();
        await IsTrueAsync(
            async () =>
            {
                if (answer.Status != status)
                {
                    answer = await ask();
                }

                return answer.Status == status;
            },
            () => $"it never came to {(int)status}: {answer.Text}");
        return answer;
    }

    /// <summary>Asks until it is so.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> ask, Func<string> otherwise)
    {
        using var timer = new PeriodicTimer(Between);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ask())
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail(otherwise());
    }
}
