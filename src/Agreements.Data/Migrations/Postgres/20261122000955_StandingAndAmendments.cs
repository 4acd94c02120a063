using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
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
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "notice_order",
                table: "agreements",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "original_effective_until",
                table: "agreements",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "original_open_ended",
                table: "agreements",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "participant_quota",
                table: "agreements",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "quota_order",
                table: "agreements",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "signed",
                table: "agreements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "agreement_amendments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    local_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    bpjs_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    effective_until = table.Column<DateOnly>(type: "date", nullable: true),
                    participant_quota = table.Column<int>(type: "integer", nullable: true),
                    signatures = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    bpjs_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    local_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C")
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

            // Derived columns of what is there already.
            migrationBuilder.Sql(
                """
                UPDATE agreements SET
                    signed = lifecycle IN ('signed', 'terminated'),
                    quota_order = -1,
                    cover_ends = CASE
                        WHEN termination_effective_on IS NOT NULL AND (effective_until IS NULL OR effective_until >= termination_effective_on) THEN termination_effective_on - 1
                        ELSE coalesce(effective_until, 'infinity') END,
                    notice_order = CASE
                        WHEN effective_until IS NULL OR renewal_notice_months IS NULL THEN 'infinity'
                        ELSE (effective_until - make_interval(months => renewal_notice_months))::date END;
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
