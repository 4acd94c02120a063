using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Npgsql;

namespace Agreements.Api.Tests.Operations;

/// <summary>A test that backs a store up: on PostgreSQL it takes the server's own programs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class BackupFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Lack = new(FindLack);

    public BackupFactAttribute() => Skip = TestStore.IsPostgres ? Lack.Value : null;

    private static string? FindLack()
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo("pg_dump", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var found = int.Parse(Major().Match(program.StandardOutput.ReadToEnd()).Value, System.Globalization.CultureInfo.InvariantCulture);
            using var server = new NpgsqlConnection(Environment.GetEnvironmentVariable(PostgresFactAttribute.Variable));
            server.Open();
            return found >= server.PostgreSqlVersion.Major ? null : $"needs pg_dump {server.PostgreSqlVersion.Major} or newer; {found} is installed";
        }
        catch (Win32Exception)
        {
            return "needs pg_dump and pg_restore (Debian: postgresql-client)";
        }
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Major();
}
