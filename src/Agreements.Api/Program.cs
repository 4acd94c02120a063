using Agreements.Api.Commands;
using Agreements.Api.Setup;
using Agreements.Data.Store;
using Agreements.Domain.Regions;
using Microsoft.AspNetCore.Connections;

if (args is [HealthCommand.Name])
{
    return await HealthCommand.RunAsync();
}

if (CommandLine.IsMeant(args))
{
    return await CommandLine.RunAsync(args);
}

try
{
    IndonesianTime.Resolve();
    var builder = WebApplication.CreateBuilder(args);
    builder.AddLog();
    builder.AddHttp();
    builder.AddProxies();
    builder.AddRateLimits();
    builder.AddTimeLimit();
    builder.AddStore();
    builder.AddDocuments();
    builder.AddRenewals();
    builder.AddWorkPlans();
    builder.AddReminders();
    builder.AddEvents();
    builder.AddCalendars();
    builder.AddPolledLists();
    builder.AddWebhooks();
    builder.AddImports();
    builder.AddAccess();
    builder.AddSampleRegister();
    builder.Services.AddUseCases();
    builder.Services.AddOpenApiDocument();
    builder.AddHealth();
    builder.AddTelemetry();

    var app = builder.Build();
    app.UseHttp();
    app.MapFeatures();
    app.MapOpenApiDocument();
    app.MapHealth();
    app.GreetInDevelopment();
    app.WarmUp();
    var takeIn = app.Services.GetRequiredService<TakeInSampleRegister>();
    var check = app.Services.GetRequiredService<WatchCheck>();
    try
    {
        await app.RunAsync();
    }
    finally
    {
        check.RequireSound();
    }

    await (takeIn.ExecuteTask ?? Task.CompletedTask);
    return 0;
}
catch (Exception e) when (e is StoreUnusableException or UnusableSettingException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Every date is judged in one of Indonesia's three zones: install the time zone database (tzdata) and start again.");
    return 1;
}
catch (OperationCanceledException)
{
    // Asked to stop while it was still starting, or still taking in the sample register.
    return 0;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or name another address in ASPNETCORE_URLS.");
    return 1;
}
