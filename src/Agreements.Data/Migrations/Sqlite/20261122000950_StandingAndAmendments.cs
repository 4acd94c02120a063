using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StandingAndAmendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_agreements_predecessor_id",
                table: "agreements");

            migrationBuilder.AddColumn<DateOnly>(
                name: "cover_ends",
                table: "agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "notice_order",
                table: "agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "original_effective_until",
                table: "agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "original_open_ended",
                table: "agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "participant_quota",
                table: "agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "quota_order",
                table: "agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "signed",
                table: "agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "agreement_amendments",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    local_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    bpjs_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    effective_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    participant_quota = table.Column<int>(type: "INTEGER", nullable: true),
                    signatures = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    bpjs_number_identity = table.Column<string>(type: "TEXT", nullable: true),
                    local_number_identity = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_amendments", x => x.id);
                    table.ForeignKey(
                        name: "fk_agreement_amendments_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Derived columns of what is there already; SQLite counts months without clamping, hence the last day of the target month.
            migrationBuilder.Sql(
                """
                UPDATE agreements SET
                    signed = lifecycle IN ('signed', 'terminated'),
                    quota_order = -1,
                    cover_ends = CASE
                        WHEN termination_effective_on IS NOT NULL AND (effective_until IS NULL OR effective_until >= termination_effective_on) THEN date(termination_effective_on, '-1 day')
                        ELSE coalesce(effective_until, '9999-12-31') END,
                    notice_order = CASE
                        WHEN effective_until IS NULL OR renewal_notice_months IS NULL THEN '9999-12-31'
                        ELSE min(
                            date(effective_until, 'start of month', '-' || renewal_notice_months || ' months', '+' || (CAST(strftime('%d', effective_until) AS INTEGER) - 1) || ' days'),
                            date(effective_until, 'start of month', printf('%+d months', 1 - renewal_notice_months), '-1 day')) END;
                """);

            migrationBuilder.CreateIndex(
                name: "ix_agreements_predecessor_id_signed_id",
                table: "agreements",
                columns: new[] { "predecessor_id", "signed", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_region_code_segment_signed_cover_ends",
                table: "agreements",
                columns: new[] { "region_code", "segment", "signed", "cover_ends" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_signed_cover_ends_id",
                table: "agreements",
                columns: new[] { "signed", "cover_ends", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_signed_ends_order_id",
                table: "agreements",
                columns: new[] { "signed", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_amendments_agreement_id_ordinal",
                table: "agreement_amendments",
                columns: new[] { "agreement_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreement_amendments_bpjs_number_identity",
                table: "agreement_amendments",
                column: "bpjs_number_identity",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreement_amendments_region_code_local_number_identity",
                table: "agreement_amendments",
                columns: new[] { "region_code", "local_number_identity" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agreement_amendments");

            migrationBuilder.DropIndex(
                name: "ix_agreements_predecessor_id_signed_id",
                table: "agreements");

            migrationBuilder.DropIndex(
                name: "ix_agreements_region_code_segment_signed_cover_ends",
                table: "agreements");

            migrationBuilder.DropIndex(
                name: "ix_agreements_signed_cover_ends_id",
                table: "agreements");

            migrationBuilder.DropIndex(
                name: "ix_agreements_signed_ends_order_id",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "cover_ends",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "notice_order",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "original_effective_until",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "original_open_ended",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "participant_quota",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "quota_order",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "signed",
                table: "agreements");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_predecessor_id",
                table: "agreements",
                column: "predecessor_id");
        }
    }
}
