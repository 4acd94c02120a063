using Agreements.Api.Setup;
using Agreements.Data.Store;
using Microsoft.AspNetCore.Connections;

if (args is [HealthCommand.Name])
{
    return await HealthCommand.RunAsync();
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddHttp();
    builder.AddStore();
    builder.Services.AddUseCases();
    builder.Services.AddOpenApiDocument();
    builder.Services.AddHealth();

    var app = builder.Build();
    app.UseHttp();
    app.MapFeatures();
    app.MapOpenApiDocument();
    app.MapHealth();
    app.GreetInDevelopment();
    app.WarmUp();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is StoreUnusableException or UnusableSettingException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or name another address in ASPNETCORE_URLS.");
    return 1;
}
