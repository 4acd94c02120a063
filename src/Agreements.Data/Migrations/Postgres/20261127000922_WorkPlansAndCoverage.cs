using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkPlansAndCoverage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "activity_id",
                table: "deadlines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "work_plan_id",
                table: "deadlines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "year",
                table: "deadlines",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "activation_mode",
                table: "agreements",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "has_work_plans",
                table: "agreements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "participants_handed_over_on",
                table: "agreements",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "contribution_rates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    per_person_month = table.Column<long>(type: "bigint", nullable: false),
                    participant_share = table.Column<long>(type: "bigint", nullable: false),
                    central_share = table.Column<long>(type: "bigint", nullable: false),
                    local_share = table.Column<long>(type: "bigint", nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contribution_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "coverage_snapshots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    population = table.Column<int>(type: "integer", nullable: true),
                    members = table.Column<int>(type: "integer", nullable: true),
                    active_members = table.Column<int>(type: "integer", nullable: true),
                    arrears_amount = table.Column<long>(type: "bigint", nullable: true),
                    coverage_percent_printed = table.Column<long>(type: "bigint", nullable: true),
                    active_percent_printed = table.Column<long>(type: "bigint", nullable: true),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coverage_snapshots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "region_activations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    mode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_region_activations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "uhc_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    coverage_above = table.Column<long>(type: "bigint", nullable: false),
                    active_above = table.Column<long>(type: "bigint", nullable: true),
                    strict = table.Column<bool>(type: "boolean", nullable: false),
                    requires_no_arrears = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uhc_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    local_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    bpjs_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    budget_account_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    participants_registered = table.Column<int>(type: "integer", nullable: true),
                    needs_review = table.Column<bool>(type: "boolean", nullable: false),
                    notes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    submitted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    submitted_by_holder = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    bpjs_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    local_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    signatures = table.Column<string>(type: "text", nullable: false),
                    terms = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_plans_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    work_plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    objective = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    indicator = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    target_value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    target_unit = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    responsible_party = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    responsible_unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    funding_source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    budget_amount = table.Column<long>(type: "bigint", nullable: true),
                    spent_amount = table.Column<long>(type: "bigint", nullable: false),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    done_share = table.Column<int>(type: "integer", nullable: false),
                    is_done = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    quarters = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activities", x => x.id);
                    table.ForeignKey(
                        name: "fk_activities_work_plans_work_plan_id",
                        column: x => x.work_plan_id,
                        principalTable: "work_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_plan_addenda",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    work_plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    local_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    bpjs_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    period_until = table.Column<DateOnly>(type: "date", nullable: true),
                    participant_quota = table.Column<int>(type: "integer", nullable: true),
                    quota_growth_per_month = table.Column<int>(type: "integer", nullable: true),
                    contribution_per_person_month = table.Column<long>(type: "bigint", nullable: true),
                    budget_amount = table.Column<long>(type: "bigint", nullable: true),
                    signatures = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    bpjs_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    local_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_plan_addenda", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_plan_addenda_work_plans_work_plan_id",
                        column: x => x.work_plan_id,
                        principalTable: "work_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "work_plan_history",
                columns: table => new
                {
                    work_plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    to = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    changes = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_plan_history", x => new { x.work_plan_id, x.version });
                    table.ForeignKey(
                        name: "fk_work_plan_history_work_plans_work_plan_id",
                        column: x => x.work_plan_id,
                        principalTable: "work_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "activity_progress",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    realised_value = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    spent_amount = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    completed = table.Column<bool>(type: "boolean", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_progress", x => x.id);
                    table.ForeignKey(
                        name: "fk_activity_progress_activities_activity_id",
                        column: x => x.activity_id,
                        principalTable: "activities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_activities_work_plan_id_ends_on_id",
                table: "activities",
                columns: new[] { "work_plan_id", "ends_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_activity_progress_activity_id_ordinal",
                table: "activity_progress",
                columns: new[] { "activity_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contribution_rates_valid_from",
                table: "contribution_rates",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_coverage_snapshots_region_code_as_of_revision",
                table: "coverage_snapshots",
                columns: new[] { "region_code", "as_of", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_region_activations_region_code_valid_from_revision",
                table: "region_activations",
                columns: new[] { "region_code", "valid_from", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_uhc_policies_valid_from",
                table: "uhc_policies",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plan_addenda_bpjs_number_identity",
                table: "work_plan_addenda",
                column: "bpjs_number_identity",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plan_addenda_region_code_local_number_identity",
                table: "work_plan_addenda",
                columns: new[] { "region_code", "local_number_identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plan_addenda_work_plan_id_ordinal",
                table: "work_plan_addenda",
                columns: new[] { "work_plan_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_agreement_id_year_id",
                table: "work_plans",
                columns: new[] { "agreement_id", "year", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_bpjs_number_identity",
                table: "work_plans",
                column: "bpjs_number_identity",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_region_code_local_number_identity",
                table: "work_plans",
                columns: new[] { "region_code", "local_number_identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_region_code_year_id",
                table: "work_plans",
                columns: new[] { "region_code", "year", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_status_year_id",
                table: "work_plans",
                columns: new[] { "status", "year", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_year",
                table: "work_plans",
                columns: new[] { "agreement_id", "year" },
                unique: true,
                filter: "status <> 'cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_year_agreement_id_status",
                table: "work_plans",
                columns: new[] { "year", "agreement_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_work_plans_year_id",
                table: "work_plans",
                columns: new[] { "year", "id" });

            // Years without a plan are deadlines now; they follow from rules that are no SQL, so the next start opens them.
            migrationBuilder.Sql("""
                INSERT INTO imported_records (source, key, record_id, at)
                SELECT 'deadlines', 'to-open', '00000000-0000-0000-0000-000000000000'::uuid, now()
                WHERE EXISTS (SELECT 1 FROM agreements WHERE signed)
                ON CONFLICT DO NOTHING;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activity_progress");

            migrationBuilder.DropTable(
                name: "contribution_rates");

            migrationBuilder.DropTable(
                name: "coverage_snapshots");

            migrationBuilder.DropTable(
                name: "region_activations");

            migrationBuilder.DropTable(
                name: "uhc_policies");

            migrationBuilder.DropTable(
                name: "work_plan_addenda");

            migrationBuilder.DropTable(
                name: "work_plan_history");

            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "work_plans");

            migrationBuilder.DropColumn(
                name: "activity_id",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "work_plan_id",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "year",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "activation_mode",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "has_work_plans",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "participants_handed_over_on",
                table: "agreements");
        }
    }
}
