using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Agreements.Data.Migrations.Sqlite
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
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    path = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    reaches = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    agreement_id = table.Column<string>(type: "TEXT", nullable: true),
                    subject_version = table.Column<int>(type: "INTEGER", nullable: true),
                    operation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    position = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_events", x => x.entry);
                });

            migrationBuilder.CreateTable(
                name: "feed_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false),
                    last_mark = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    trimmed = table.Column<long>(type: "INTEGER", nullable: false),
                    trimmed_mark = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
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
