using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Agreements.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Events : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "feed_events",
                columns: table => new
                {
                    entry = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    reaches = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false, collation: "C"),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_version = table.Column<int>(type: "integer", nullable: true),
                    operation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    position = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_events", x => x.entry);
                });

            migrationBuilder.CreateTable(
                name: "feed_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    last_mark = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    trimmed = table.Column<long>(type: "bigint", nullable: false),
                    trimmed_mark = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_head", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_feed_events_position",
                table: "feed_events",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_events_reaches_position",
                table: "feed_events",
                columns: new[] { "reaches", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_events_unplaced",
                table: "feed_events",
                column: "entry",
                filter: "position IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feed_events");

            migrationBuilder.DropTable(
                name: "feed_head");
        }
    }
}
