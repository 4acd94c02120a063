using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "remind_not_before",
                table: "deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "remind_on",
                table: "deadlines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded_offset",
                table: "deadlines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "reminders_held",
                table: "deadlines",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "region_contacts",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    contacts = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: true),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_region_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminder_rules",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: true),
                    updated_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminder_rungs",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    offset = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_rungs", x => new { x.kind, x.offset });
                });

            migrationBuilder.CreateTable(
                name: "reminder_workers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    last_claim_at = table.Column<string>(type: "TEXT", nullable: false),
                    last_claimed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_workers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    deadline_id = table.Column<string>(type: "TEXT", nullable: false),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: true),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    offset = table.Column<int>(type: "INTEGER", nullable: false),
                    fire_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    claim = table.Column<string>(type: "TEXT", nullable: true),
                    worker = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    retry_at = table.Column<string>(type: "TEXT", nullable: true),
                    delivered_at = table.Column<string>(type: "TEXT", nullable: true),
                    first_claimed_at = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_reminders_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reminder_attempts",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    reminder_id = table.Column<string>(type: "TEXT", nullable: false),
                    claim = table.Column<string>(type: "TEXT", nullable: false),
                    worker = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    claimed_at = table.Column<string>(type: "TEXT", nullable: false),
                    lease_until = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    channel = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    detail = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    reported_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_reminder_attempts_reminders_reminder_id",
                        column: x => x.reminder_id,
                        principalTable: "reminders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "reminder_rules",
                columns: new[] { "id", "updated_at", "updated_by", "version" },
                values: new object[] { 1, null, null, 1 });

            migrationBuilder.InsertData(
                table: "reminder_rungs",
                columns: new[] { "kind", "offset" },
                values: new object[,]
                {
                    { "activity", 0 },
                    { "activity", 1 },
                    { "activity", 7 },
                    { "activity", 14 },
                    { "expiry", 0 },
                    { "expiry", 1 },
                    { "expiry", 7 },
                    { "expiry", 14 },
                    { "expiry", 30 },
                    { "expiry", 60 },
                    { "expiry", 90 },
                    { "expiry", 180 },
                    { "followUp", 0 },
                    { "followUp", 1 },
                    { "followUp", 7 },
                    { "renewalNotice", 0 },
                    { "renewalNotice", 1 },
                    { "renewalNotice", 7 },
                    { "renewalNotice", 14 },
                    { "renewalNotice", 30 },
                    { "renewalNotice", 60 },
                    { "renewalStage", 0 },
                    { "renewalStage", 1 },
                    { "renewalStage", 7 },
                    { "renewalStage", 14 },
                    { "workPlan", 0 },
                    { "workPlan", 1 },
                    { "workPlan", 7 },
                    { "workPlan", 14 },
                    { "workPlan", 30 },
                    { "workPlan", 60 },
                    { "workPlan", 90 }
                });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_to_remind",
                table: "deadlines",
                columns: new[] { "remind_on", "id" },
                filter: "closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_to_remind_region",
                table: "deadlines",
                columns: new[] { "region_code", "remind_on", "id" },
                filter: "closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held");

            migrationBuilder.CreateIndex(
                name: "ix_region_contacts_region_code",
                table: "region_contacts",
                column: "region_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminder_attempts_reminder_id_claim",
                table: "reminder_attempts",
                columns: new[] { "reminder_id", "claim" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminder_workers_last_claim_at",
                table: "reminder_workers",
                column: "last_claim_at");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_agreement_id_fire_on_id",
                table: "reminders",
                columns: new[] { "agreement_id", "fire_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reminders_delivered_at",
                table: "reminders",
                column: "delivered_at");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_given_up",
                table: "reminders",
                column: "region_code",
                filter: "state = 'failed' AND retry_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_region_code_delivered_at",
                table: "reminders",
                columns: new[] { "region_code", "delivered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reminders_region_code_state_fire_on_id",
                table: "reminders",
                columns: new[] { "region_code", "state", "fire_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reminders_rung",
                table: "reminders",
                columns: new[] { "deadline_id", "due_on", "offset", "channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminders_state_fire_on_id",
                table: "reminders",
                columns: new[] { "state", "fire_on", "id" });

            // What is live already is armed by the ladders that were written above; what nobody has been reminded of yet is due at once.
            migrationBuilder.Sql("""
                UPDATE deadlines SET remind_on = CASE
                    WHEN acknowledged_until >= due_on THEN NULL
                    WHEN acknowledged_until IS NULL THEN date(due_on, '-' || (SELECT max(r."offset") FROM reminder_rungs AS r WHERE r.kind = deadlines.kind) || ' days')
                    ELSE max(date(due_on, '-' || (SELECT max(r."offset") FROM reminder_rungs AS r WHERE r.kind = deadlines.kind) || ' days'), date(acknowledged_until, '+1 day')) END
                WHERE closed_as IS NULL;
                UPDATE deadlines SET reminders_held = 1
                WHERE closed_as IS NULL AND meeting_id IS NULL AND (
                    agreement_id IN (SELECT a.id FROM agreements AS a WHERE a.needs_review)
                    OR work_plan_id IN (SELECT p.id FROM work_plans AS p WHERE p.needs_review));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "region_contacts");

            migrationBuilder.DropTable(
                name: "reminder_attempts");

            migrationBuilder.DropTable(
                name: "reminder_rules");

            migrationBuilder.DropTable(
                name: "reminder_rungs");

            migrationBuilder.DropTable(
                name: "reminder_workers");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_to_remind",
                table: "deadlines");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_to_remind_region",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "remind_not_before",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "remind_on",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "reminded_offset",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "reminders_held",
                table: "deadlines");
        }
    }
}
