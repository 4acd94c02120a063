using System.Diagnostics;
using System.Globalization;

namespace Agreements.Api.Tests.Hosting;

/// <summary>What a supervisor does to a program, and what a test does to one that it leaves behind.</summary>
public static class Supervisor
{
    /// <summary>Asks it to stop.</summary>
    public static async Task AskToStopAsync(this Process process)
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
    }

    /// <summary>Ends it if it has not ended by itself, and lets go of it.</summary>
    public static void Abandon(this Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
