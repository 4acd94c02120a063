using Agreements.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Engines;

/// <summary>The register in PostgreSQL: text is compared byte by byte, as SQLite does, so that lists are in one order on both.</summary>
public sealed class PostgresAgreementsDbContext(DbContextOptions<PostgresAgreementsDbContext> options) : AgreementsDbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        StoredEnums.Configure(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.Entity<AgreementText>().HasIndex(text => text.Text).HasMethod("gin").HasOperators("gin_trgm_ops");
        base.OnModelCreating(modelBuilder);
    }
}
