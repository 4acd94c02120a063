using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "agreements",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "original_quota",
                table: "agreements",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    dry_run = table.Column<bool>(type: "boolean", nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    file_size = table.Column<long>(type: "bigint", nullable: false),
                    file_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    all_regions = table.Column<bool>(type: "boolean", nullable: false),
                    region_codes = table.Column<string>(type: "text", nullable: false),
                    may_approve = table.Column<bool>(type: "boolean", nullable: false),
                    may_administer = table.Column<bool>(type: "boolean", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    credential = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    holder = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C")
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
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true, collation: "C"),
                    header = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    member = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    severity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    arguments = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: true)
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
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    rows_total = table.Column<int>(type: "integer", nullable: true),
                    rows_read = table.Column<int>(type: "integer", nullable: false),
                    rows_created = table.Column<int>(type: "integer", nullable: false),
                    rows_need_review = table.Column<int>(type: "integer", nullable: false),
                    rows_duplicate = table.Column<int>(type: "integer", nullable: false),
                    rows_failed = table.Column<int>(type: "integer", nullable: false),
                    findings = table.Column<int>(type: "integer", nullable: false),
                    pass = table.Column<int>(type: "integer", nullable: false),
                    last_row = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    fault_arguments = table.Column<string>(type: "text", nullable: false),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
