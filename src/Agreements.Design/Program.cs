// dotnet ef migrations add NAME --project src/Agreements.Data --startup-project src/Agreements.Design \
//     --context SqliteAgreementsDbContext --output-dir Migrations/Sqlite          (and the same with Postgres)
// dotnet ef dbcontext optimize --project src/Agreements.Data --startup-project src/Agreements.Design \
//     --context SqliteAgreementsDbContext --output-dir CompiledModels/Sqlite --namespace Agreements.Data.CompiledModels.Sqlite   (and the same with Postgres)
await Console.Error.WriteLineAsync("This project serves dotnet-ef; it does nothing by itself.");
return 1;
