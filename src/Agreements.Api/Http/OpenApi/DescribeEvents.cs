using Agreements.Domain.Events;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Says of each type of event what it means, where the types are listed.</summary>
internal sealed class DescribeEvents(XmlDocs docs) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(EventType) && schema is OpenApiSchema { Enum.Count: > 0 } listed)
        {
            var types = Enum.GetValues<EventType>().Select(type => $"| `{EventTypes.NameOf(type)}` | {docs.Of(type)} |");
            listed.Description = $"{docs.Of(typeof(EventType))}\n\n| Type | Meaning |\n|---|---|\n{string.Join('\n', types)}";
        }
    }
}
