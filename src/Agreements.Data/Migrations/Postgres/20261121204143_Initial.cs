using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "bpjs_offices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    caller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_records", x => new { x.caller, x.key });
                });

            migrationBuilder.CreateTable(
                name: "imported_records",
                columns: table => new
                {
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_records", x => new { x.source, x.key });
                });

            migrationBuilder.CreateTable(
                name: "agreements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    segment = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    agency = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    bpjs_office_id = table.Column<Guid>(type: "uuid", nullable: true),
                    local_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    bpjs_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false),
                    legal_basis = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_until = table.Column<DateOnly>(type: "date", nullable: true),
                    open_ended = table.Column<bool>(type: "boolean", nullable: false),
                    term_text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    coverage_from = table.Column<DateOnly>(type: "date", nullable: true),
                    renewal_notice_months = table.Column<int>(type: "integer", nullable: true),
                    predecessor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    needs_review = table.Column<bool>(type: "boolean", nullable: false),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    notes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    lifecycle = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    submitted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    bpjs_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bpjs_number_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ends_order = table.Column<DateOnly>(type: "date", nullable: false),
                    local_number_identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    local_number_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    signatures = table.Column<string>(type: "text", nullable: false),
                    dprd_approved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    dprd_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    dprd_required = table.Column<bool>(type: "boolean", nullable: false),
                    termination_effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    termination_ground = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    termination_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C")
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
                    office_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C")
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
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
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
                    row = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                name: "ix_agreement_search_text",
                table: "agreement_search",
                column: "text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
