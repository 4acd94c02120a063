using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Coverage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "activation_mode",
                table: "agreements",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "participants_handed_over_on",
                table: "agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "coverage_snapshots",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    population = table.Column<int>(type: "INTEGER", nullable: true),
                    members = table.Column<int>(type: "INTEGER", nullable: true),
                    active_members = table.Column<int>(type: "INTEGER", nullable: true),
                    arrears_amount = table.Column<long>(type: "INTEGER", nullable: true),
                    coverage_percent_printed = table.Column<long>(type: "INTEGER", nullable: true),
                    active_percent_printed = table.Column<long>(type: "INTEGER", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coverage_snapshots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "region_activations",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_region_activations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "uhc_policies",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    coverage_above = table.Column<long>(type: "INTEGER", nullable: false),
                    active_above = table.Column<long>(type: "INTEGER", nullable: true),
                    strict = table.Column<bool>(type: "INTEGER", nullable: false),
                    requires_no_arrears = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    added_at = table.Column<string>(type: "TEXT", nullable: false),
                    added_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uhc_policies", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_coverage_snapshots_region_code_as_of_revision",
                table: "coverage_snapshots",
                columns: new[] { "region_code", "as_of", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_region_activations_region_code_valid_from_id",
                table: "region_activations",
                columns: new[] { "region_code", "valid_from", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_uhc_policies_valid_from",
                table: "uhc_policies",
                column: "valid_from",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "coverage_snapshots");

            migrationBuilder.DropTable(
                name: "region_activations");

            migrationBuilder.DropTable(
                name: "uhc_policies");

            migrationBuilder.DropColumn(
                name: "activation_mode",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "participants_handed_over_on",
                table: "agreements");
        }
    }
}
