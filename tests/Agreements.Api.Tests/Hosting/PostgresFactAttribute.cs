namespace Agreements.Api.Tests.Hosting;

/// <summary>A test that only a PostgreSQL server can answer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public const string Variable = "AGREEMENTS_TEST_POSTGRES";

    public PostgresFactAttribute()
    {
        if (!TestStore.IsPostgres)
        {
            Skip = $"needs PostgreSQL: set {Variable} to a connection string of a server where databases may be created (.ci/run does)";
        }
    }
}

/// <summary>A test about the SQLite file itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        if (TestStore.IsPostgres)
        {
            Skip = $"is about the SQLite file: unset {PostgresFactAttribute.Variable}";
        }
    }
}

/// <summary>A theory about the SQLite file itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = new SqliteFactAttribute().Skip;
}
