using Agreements.Api.Http;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Http.Uploads;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Setup;

/// <summary>The API document: served at <c>/openapi/v1.json</c>, explored at <c>/swagger</c>, committed as <c>api-spec/openapi.json</c>.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<XmlDocs>();
        services.AddSingleton<Limits>();
        services.AddSingleton<Examples>();
        services.AddSingleton<DescribeFiles>();
        services.AddSingleton<ISerializerDataContractResolver>(provider =>
            new PlainContracts(new JsonSerializerDataContractResolver(provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions)));
        services.AddSingleton<IAsyncSwaggerProvider, DocumentOnce>();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Document, new OpenApiInfo
            {
                Title = "Agreements",
                Version = "v1",
                Description = "The register of cooperation agreements between Indonesian local governments and BPJS Kesehatan: drafting, review, signing by both parties, and what expires. "
                    + "When an agreement lapses before the next one takes effect, people lose health cover; preventing that gap is what this service is for.",
                Contact = new OpenApiContact { Name = "The Agreements contributors" },
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            });
            options.AddServer(new OpenApiServer { Url = "/", Description = "This service." });
            options.UseAllOfToExtendReferenceSchemas();
            options.CustomSchemaIds(SchemaNames.Of);
            foreach (var file in XmlDocs.Files)
            {
                options.IncludeXmlComments(file);
            }

            options.MapType<UploadedFile>(DescribeFiles.Part);
            options.SchemaFilter<DescribeSchemas>();
            options.SchemaFilter<DescribeEvents>();
            options.OperationFilter<DescribeOperations>();
            options.DocumentFilter<DescribeDocument>();
        });
    }

    public static void MapOpenApiDocument(this WebApplication app) =>
        app.MapSwagger("/openapi/{documentName}.json", options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1).AllowAnonymous().WithMetadata(new CountsByAddressAttribute());

    public static void UseDocumentPages(this WebApplication app) =>

        // It looks at each path by regular expressions.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), pages => pages.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "Agreements";
            options.SwaggerEndpoint("/openapi/v1.json", "Agreements v1");
        }));
}
