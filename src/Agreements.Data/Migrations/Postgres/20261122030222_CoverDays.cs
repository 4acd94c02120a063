using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CoverDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_agreements_region_code_segment_signed_cover_ends",
                table: "agreements");

            migrationBuilder.AddColumn<DateOnly>(
                name: "cover_begins",
                table: "agreements",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "coverage_begins",
                table: "agreements",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "terminated_order",
                table: "agreements",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            // Derived columns of what is there already.
            migrationBuilder.Sql(
                """
                UPDATE agreements SET
                    cover_begins = CASE
                        WHEN effective_from > cover_ends THEN 'infinity'
                        WHEN effective_from IS NULL AND coverage_from <= cover_ends THEN coverage_from
                        ELSE coalesce(effective_from, cover_ends) END,
                    coverage_begins = CASE
                        WHEN effective_from > cover_ends OR coverage_from > cover_ends THEN 'infinity'
                        WHEN coverage_from > effective_from THEN coverage_from
                        ELSE coalesce(effective_from, coverage_from, cover_ends) END,
                    terminated_order = coalesce(termination_effective_on, 'infinity');
                """);

            migrationBuilder.CreateIndex(
                name: "ix_agreements_covered_late",
                table: "agreements",
                columns: new[] { "signed", "cover_begins" },
                filter: "cover_begins < coverage_begins");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_line",
                table: "agreements",
                columns: new[] { "region_code", "segment", "signed", "cover_ends", "cover_begins", "coverage_begins", "quota_order", "time_zone", "terminated_order", "effective_from", "ends_order", "notice_order", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_agreements_covered_late",
                table: "agreements");

            migrationBuilder.DropIndex(
                name: "ix_agreements_line",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "cover_begins",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "coverage_begins",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "terminated_order",
                table: "agreements");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_region_code_segment_signed_cover_ends",
                table: "agreements",
                columns: new[] { "region_code", "segment", "signed", "cover_ends" });
        }
    }
}
