using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Agreements.Design;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteAgreementsDbContext>
{
    public SqliteAgreementsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresAgreementsDbContext>
{
    public PostgresAgreementsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAgreementsDbContext>().UseNpgsql("Host=127.0.0.1;Database=design").Options);
}
