using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Renewals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_agreements_line",
                table: "agreements");

            migrationBuilder.AddColumn<Guid>(
                name: "renewal_id",
                table: "agreements",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "deadlines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    renewal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stage = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: true),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    about = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    closed_as = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acknowledged_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    acknowledgement_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    acknowledged_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadlines", x => x.id);
                    table.ForeignKey(
                        name: "fk_deadlines_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "holiday_corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_provisional = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holiday_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    place = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    chair = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    attendees = table.Column<string>(type: "text", nullable: false),
                    agenda = table.Column<string>(type: "text", nullable: false),
                    decisions = table.Column<string>(type: "text", nullable: false),
                    follow_ups = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meetings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "renewals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    notice_sent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    stages = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    closing_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_renewals", x => x.id);
                    table.ForeignKey(
                        name: "fk_renewals_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_renewals_agreements_successor_id",
                        column: x => x.successor_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "deadline_acknowledgements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_acknowledgements", x => x.id);
                    table.ForeignKey(
                        name: "fk_deadline_acknowledgements_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "meeting_agreements",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_agreements", x => new { x.meeting_id, x.agreement_id });
                    table.ForeignKey(
                        name: "fk_meeting_agreements_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_agreements_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "meeting_renewals",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    renewal_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_renewals", x => new { x.meeting_id, x.renewal_id });
                    table.ForeignKey(
                        name: "fk_meeting_renewals_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_meeting_renewals_renewals_renewal_id",
                        column: x => x.renewal_id,
                        principalTable: "renewals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "renewal_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    renewal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false, collation: "C"),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completes_stage = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_renewal_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_renewal_entries_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_renewal_entries_renewals_renewal_id",
                        column: x => x.renewal_id,
                        principalTable: "renewals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_line",
                table: "agreements",
                columns: new[] { "region_code", "segment", "signed", "cover_ends", "cover_begins", "coverage_begins", "quota_order", "time_zone", "terminated_order", "effective_from", "ends_order", "notice_order", "renewal_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadline_acknowledgements_deadline_id",
                table: "deadline_acknowledgements",
                column: "deadline_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_agreement_id_due_on_id",
                table: "deadlines",
                columns: new[] { "agreement_id", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_closed_due",
                table: "deadlines",
                columns: new[] { "due_on", "id" },
                filter: "closed_as IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_live",
                table: "deadlines",
                column: "key",
                unique: true,
                filter: "closed_as IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_live_due",
                table: "deadlines",
                columns: new[] { "due_on", "id" },
                filter: "closed_as IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_live_kind",
                table: "deadlines",
                columns: new[] { "kind", "due_on", "id" },
                filter: "closed_as IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_live_owner",
                table: "deadlines",
                columns: new[] { "owner", "due_on", "id" },
                filter: "closed_as IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_live_region",
                table: "deadlines",
                columns: new[] { "region_code", "due_on", "id" },
                filter: "closed_as IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_meeting_id",
                table: "deadlines",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_holiday_corrections_day",
                table: "holiday_corrections",
                column: "day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_agreements_agreement_id",
                table: "meeting_agreements",
                column: "agreement_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_renewals_renewal_id",
                table: "meeting_renewals",
                column: "renewal_id");

            migrationBuilder.CreateIndex(
                name: "ix_meetings_held_on_id",
                table: "meetings",
                columns: new[] { "held_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_meetings_kind_held_on_id",
                table: "meetings",
                columns: new[] { "kind", "held_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_meetings_region_code_held_on_id",
                table: "meetings",
                columns: new[] { "region_code", "held_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewal_entries_meeting_id",
                table: "renewal_entries",
                column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_renewal_entries_renewal_id_id",
                table: "renewal_entries",
                columns: new[] { "renewal_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_agreement_id_due_on_id",
                table: "renewals",
                columns: new[] { "agreement_id", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_due_on_id",
                table: "renewals",
                columns: new[] { "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_open",
                table: "renewals",
                column: "agreement_id",
                unique: true,
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_renewals_owner_state_due_on_id",
                table: "renewals",
                columns: new[] { "owner", "state", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_region_code_state_due_on_id",
                table: "renewals",
                columns: new[] { "region_code", "state", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_state_due_on_id",
                table: "renewals",
                columns: new[] { "state", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_renewals_successor_id",
                table: "renewals",
                column: "successor_id");

            // What is signed already has deadlines too: they follow from rules that are no SQL, so the next start opens them.
            migrationBuilder.Sql("""
                INSERT INTO imported_records (source, key, record_id, at)
                SELECT 'deadlines', 'to-open', '00000000-0000-0000-0000-000000000000'::uuid, now()
                WHERE EXISTS (SELECT 1 FROM agreements WHERE signed);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deadline_acknowledgements");

            migrationBuilder.DropTable(
                name: "holiday_corrections");

            migrationBuilder.DropTable(
                name: "meeting_agreements");

            migrationBuilder.DropTable(
                name: "meeting_renewals");

            migrationBuilder.DropTable(
                name: "renewal_entries");

            migrationBuilder.DropTable(
                name: "deadlines");

            migrationBuilder.DropTable(
                name: "meetings");

            migrationBuilder.DropTable(
                name: "renewals");

            migrationBuilder.DropIndex(
                name: "ix_agreements_line",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "renewal_id",
                table: "agreements");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_line",
                table: "agreements",
                columns: new[] { "region_code", "segment", "signed", "cover_ends", "cover_begins", "coverage_begins", "quota_order", "time_zone", "terminated_order", "effective_from", "ends_order", "notice_order", "id" });
        }
    }
}
