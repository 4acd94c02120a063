using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "import_id",
                table: "agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "original_quota",
                table: "agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    dry_run = table.Column<bool>(type: "INTEGER", nullable: false),
                    mapping = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    file_size = table.Column<long>(type: "INTEGER", nullable: false),
                    file_sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    all_regions = table.Column<bool>(type: "INTEGER", nullable: false),
                    region_codes = table.Column<string>(type: "TEXT", nullable: false),
                    may_approve = table.Column<bool>(type: "INTEGER", nullable: false),
                    may_administer = table.Column<bool>(type: "INTEGER", nullable: false),
                    key_id = table.Column<string>(type: "TEXT", nullable: true),
                    credential = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    holder = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_imports_api_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "api_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_findings",
                columns: table => new
                {
                    import_id = table.Column<string>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    row = table.Column<int>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    header = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    member = table.Column<string>(type: "TEXT", nullable: true),
                    severity = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    arguments = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_findings", x => new { x.import_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_import_findings_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_progress",
                columns: table => new
                {
                    import_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    rows_total = table.Column<int>(type: "INTEGER", nullable: true),
                    rows_read = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_created = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_need_review = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_duplicate = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_failed = table.Column<int>(type: "INTEGER", nullable: false),
                    findings = table.Column<int>(type: "INTEGER", nullable: false),
                    pass = table.Column<int>(type: "INTEGER", nullable: false),
                    last_row = table.Column<int>(type: "INTEGER", nullable: false),
                    fault = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    fault_arguments = table.Column<string>(type: "TEXT", nullable: false),
                    claim = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<string>(type: "TEXT", nullable: true),
                    finished_at = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_progress", x => x.import_id);
                    table.ForeignKey(
                        name: "fk_import_progress_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_imported",
                table: "agreements",
                columns: new[] { "import_id", "needs_review", "id" },
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_import_findings_import_id_row_ordinal",
                table: "import_findings",
                columns: new[] { "import_id", "row", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ix_import_findings_import_id_severity_row_ordinal",
                table: "import_findings",
                columns: new[] { "import_id", "severity", "row", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ix_import_progress_open",
                table: "import_progress",
                column: "import_id",
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_imports_key_id",
                table: "imports",
                column: "key_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_findings");

            migrationBuilder.DropTable(
                name: "import_progress");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropIndex(
                name: "ix_agreements_imported",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "original_quota",
                table: "agreements");
        }
    }
}
