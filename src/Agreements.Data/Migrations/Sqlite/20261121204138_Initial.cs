using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bpjs_offices",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    parent_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bpjs_offices", x => x.id);
                    table.ForeignKey(
                        name: "fk_bpjs_offices_bpjs_offices_parent_id",
                        column: x => x.parent_id,
                        principalTable: "bpjs_offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_records",
                columns: table => new
                {
                    caller = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_records", x => new { x.caller, x.key });
                });

            migrationBuilder.CreateTable(
                name: "imported_records",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_records", x => new { x.source, x.key });
                });

            migrationBuilder.CreateTable(
                name: "agreements",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    segment = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    bpjs_office_id = table.Column<string>(type: "TEXT", nullable: true),
                    local_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    bpjs_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    legal_basis = table.Column<string>(type: "TEXT", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    effective_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    open_ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    term_text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    coverage_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    renewal_notice_months = table.Column<int>(type: "INTEGER", nullable: true),
                    predecessor_id = table.Column<string>(type: "TEXT", nullable: true),
                    needs_review = table.Column<bool>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    notes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    lifecycle = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    submitted_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    bpjs_number_identity = table.Column<string>(type: "TEXT", nullable: true),
                    bpjs_number_key = table.Column<string>(type: "TEXT", nullable: true),
                    ends_order = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    local_number_identity = table.Column<string>(type: "TEXT", nullable: true),
                    local_number_key = table.Column<string>(type: "TEXT", nullable: true),
                    title_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    signatures = table.Column<string>(type: "TEXT", nullable: false),
                    dprd_approved_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    dprd_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    dprd_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    termination_effective_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    termination_ground = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    termination_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements", x => x.id);
                    table.ForeignKey(
                        name: "fk_agreements_agreements_predecessor_id",
                        column: x => x.predecessor_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agreements_bpjs_offices_bpjs_office_id",
                        column: x => x.bpjs_office_id,
                        principalTable: "bpjs_offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bpjs_office_catchments",
                columns: table => new
                {
                    office_id = table.Column<string>(type: "TEXT", nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bpjs_office_catchments", x => new { x.office_id, x.region_code });
                    table.ForeignKey(
                        name: "fk_bpjs_office_catchments_bpjs_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "bpjs_offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agreement_history",
                columns: table => new
                {
                    agreement_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    to = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_history", x => new { x.agreement_id, x.version });
                    table.ForeignKey(
                        name: "fk_agreement_history_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agreement_search",
                columns: table => new
                {
                    row = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_search", x => x.row);
                    table.ForeignKey(
                        name: "fk_agreement_search_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_search_agreement_id",
                table: "agreement_search",
                column: "agreement_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreements_bpjs_number_key",
                table: "agreements",
                column: "bpjs_number_key");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_bpjs_office_id_ends_order_id",
                table: "agreements",
                columns: new[] { "bpjs_office_id", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_ends_order_id",
                table: "agreements",
                columns: new[] { "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_kind_bpjs_number_identity",
                table: "agreements",
                columns: new[] { "kind", "bpjs_number_identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreements_kind_region_code_local_number_identity",
                table: "agreements",
                columns: new[] { "kind", "region_code", "local_number_identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agreements_lifecycle_ends_order_id",
                table: "agreements",
                columns: new[] { "lifecycle", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_local_number_key",
                table: "agreements",
                column: "local_number_key");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_needs_review_ends_order_id",
                table: "agreements",
                columns: new[] { "needs_review", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_owner_ends_order_id",
                table: "agreements",
                columns: new[] { "owner", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_predecessor_id",
                table: "agreements",
                column: "predecessor_id");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_region_code_lifecycle_ends_order_id",
                table: "agreements",
                columns: new[] { "region_code", "lifecycle", "ends_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_title_key_id",
                table: "agreements",
                columns: new[] { "title_key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_updated_at_id",
                table: "agreements",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bpjs_office_catchments_region_code",
                table: "bpjs_office_catchments",
                column: "region_code");

            migrationBuilder.CreateIndex(
                name: "ix_bpjs_offices_kind_name",
                table: "bpjs_offices",
                columns: new[] { "kind", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bpjs_offices_name_id",
                table: "bpjs_offices",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bpjs_offices_parent_id",
                table: "bpjs_offices",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_records_at",
                table: "idempotency_records",
                column: "at");

            // The model cannot say it: a full-text index over agreement_search, kept in step by triggers.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE agreement_fts USING fts5(text, content='agreement_search', content_rowid='row', tokenize='trigram');");
            migrationBuilder.Sql("CREATE TRIGGER agreement_search_added AFTER INSERT ON agreement_search BEGIN INSERT INTO agreement_fts(rowid, text) VALUES (new.row, new.text); END;");
            migrationBuilder.Sql("CREATE TRIGGER agreement_search_removed AFTER DELETE ON agreement_search BEGIN INSERT INTO agreement_fts(agreement_fts, rowid, text) VALUES ('delete', old.row, old.text); END;");
            migrationBuilder.Sql("CREATE TRIGGER agreement_search_changed AFTER UPDATE OF text ON agreement_search WHEN old.text <> new.text BEGIN INSERT INTO agreement_fts(agreement_fts, rowid, text) VALUES ('delete', old.row, old.text); INSERT INTO agreement_fts(rowid, text) VALUES (new.row, new.text); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE agreement_fts");

            migrationBuilder.DropTable(
                name: "agreement_history");

            migrationBuilder.DropTable(
                name: "agreement_search");

            migrationBuilder.DropTable(
                name: "bpjs_office_catchments");

            migrationBuilder.DropTable(
                name: "idempotency_records");

            migrationBuilder.DropTable(
                name: "imported_records");

            migrationBuilder.DropTable(
                name: "agreements");

            migrationBuilder.DropTable(
                name: "bpjs_offices");
        }
    }
}
