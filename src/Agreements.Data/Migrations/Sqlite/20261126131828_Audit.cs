using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "holder",
                table: "api_keys",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            // Who issued an earlier key is known by name alone: each is in hands of its own.
            migrationBuilder.Sql("UPDATE api_keys SET holder = 'key:' || lower(id);");

            migrationBuilder.AddColumn<string>(
                name: "submitted_by_holder",
                table: "agreements",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    credential = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    subject_id = table.Column<string>(type: "TEXT", nullable: true),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: true),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    trace_id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_agreement_id_at_id",
                table: "audit_entries",
                columns: new[] { "agreement_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_at_id",
                table: "audit_entries",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_by_at_id",
                table: "audit_entries",
                columns: new[] { "by", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_region_code_at_id",
                table: "audit_entries",
                columns: new[] { "region_code", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_sequence",
                table: "audit_entries",
                column: "sequence",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropColumn(
                name: "holder",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "submitted_by_holder",
                table: "agreements");
        }
    }
}
