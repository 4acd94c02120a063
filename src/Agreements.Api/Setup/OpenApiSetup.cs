namespace Agreements.Api.Setup;

internal static class OpenApiSetup
{
    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddEndpointsApiExplorer();

    public static void MapOpenApiDocument(this WebApplication app) => app.MapGet("/openapi/v1.json", () => "");
}
