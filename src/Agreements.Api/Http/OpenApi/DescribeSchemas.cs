using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Agreements.Api.Features;
using Agreements.Api.Features.Meetings;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Register;
using Agreements.Api.Features.Reminders;
using Agreements.Api.Features.Renewals;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;
using Agreements.Api.Http.Uploads;
using Agreements.Domain.Regions;
using MediatR;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Agreements.Api.Http.OpenApi;

/// <summary>States in each schema what the types and validators say: which members are always there, which may be null, and their limits.</summary>
internal sealed class DescribeSchemas(Limits limits, UploadLimit largest) : ISchemaFilter
{
    // The largest whole number that every JSON reader keeps exact.
    private const long LargestExact = 9_007_199_254_740_991;

    private const string RegionCode = @"[0-9]{2}(\.[0-9]{2})?";

    // The longest spelling of each form that a body or query may use.
    private static readonly Dictionary<string, int> FormLengths = new(StringComparer.Ordinal)
    {
        ["uuid"] = "00000000-0000-0000-0000-000000000000".Length,
        ["date"] = "YYYY-MM-DD".Length,
        ["date-time"] = "YYYY-MM-DDThh:mm:ss.fffffff+hh:mm".Length,
    };

    // What bodies are made of: a member that may be left out is not always there.
    private static readonly HashSet<Type> PartsOfBodies =
    [
        typeof(DprdApprovalFields), typeof(DprdApprovalPatch), typeof(SignatureFields), typeof(StageWorkDays), typeof(StagesPatch), typeof(StagePatch), typeof(AttendeeFields), typeof(FollowUpFields), typeof(ContactFields), typeof(ReminderRuleFields),
    ];

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema { Format: { } format } formed && FormLengths.TryGetValue(format, out var length))
        {
            formed.MaxLength = length;
        }

        if (schema is OpenApiSchema { Format: "binary" } file)
        {
            file.MaxLength = largest.MaxBytes;
        }

        // Members are described where their object is.
        if (schema is not OpenApiSchema { Properties.Count: > 0 } described || context.MemberInfo is not null)
        {
            return;
        }

        limits.Describe(described, context.Type);
        described.Required = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var property in context.Type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!described.Properties.TryGetValue(name, out var member))
            {
                continue;
            }

            described.Properties[name] = WithNullability(member, MayBeNull(property));
            if (IsAlwaysThere(property))
            {
                described.Required.Add(name);
            }

            DescribeText(described.Properties[name], name, context.Type);
            DescribeNumber(described.Properties[name], name);
            DescribeDecimal(described.Properties[name], name);
        }

        // Bodies with members that nobody knows are refused; only problems carry facts of their own.
        described.AdditionalPropertiesAllowed = context.Type == typeof(Problem);
    }

    /// <summary>Says how the code of a region is written, or several with commas between them.</summary>
    public static void DescribeRegionCode(OpenApiSchema schema, bool isList = false)
    {
        schema.Pattern = isList ? $"^{RegionCode}(,{RegionCode})*$" : $"^{RegionCode}$";
        schema.MaxLength = isList ? schema.MaxLength : Region.CodeMaxLength;
    }

    private static void DescribeText(IOpenApiSchema schema, string name, Type type)
    {
        var text = (schema as OpenApiSchema)?.Items as OpenApiSchema ?? schema as OpenApiSchema;
        if (text is null)
        {
            return;
        }

        if (name is "regionCode" or "provinceCode" or "regionCodes" or "catchmentRegionCodes" || (name == "code" && type == typeof(RegionView)))
        {
            DescribeRegionCode(text);
        }
        else if (name == "timeZone")
        {
            text.Enum = [.. IndonesianTime.ZoneIds.Select(zone => (JsonNode)zone)];
        }
        else if (text is { MaxLength: not null, Format: null, Pattern: null })
        {
            text.Pattern = TextConverter.Pattern;
        }
    }

    // What nothing else limits is limited by how it is counted; only what is counted to or from a day, or can be put right, can lie behind it.
    private static void DescribeNumber(IOpenApiSchema schema, string name)
    {
        schema = (schema as OpenApiSchema)?.Items ?? schema;
        if (schema is OpenApiSchema { Format: "int64", Minimum: null, Maximum: null } amount)
        {
            (amount.Minimum, amount.Maximum) = ((name is "budgetDifference" or "spentAmount" or "spentByQuarter" ? -LargestExact : 0).ToString(CultureInfo.InvariantCulture), LargestExact.ToString(CultureInfo.InvariantCulture));
        }

        if (schema is OpenApiSchema { Format: "int32", Minimum: null, Maximum: null } number)
        {
            (number.Minimum, number.Maximum) = ((name is "daysLeft" or "daysUntil" ? int.MinValue : 0).ToString(CultureInfo.InvariantCulture), int.MaxValue.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Every decimal has two places at most. It is not said as a multiple of 0.01, which no binary fraction is: validators would refuse 78.85.
    private static void DescribeDecimal(IOpenApiSchema schema, string name)
    {
        if (schema is OpenApiSchema { Format: "double" } number)
        {
            number.Format = "decimal";
            number.Minimum ??= (name == "realisedValue" ? -LargestExact : 0).ToString(CultureInfo.InvariantCulture);
            number.Maximum ??= LargestExact.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static bool IsAlwaysThere(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var isInput = typeof(IBaseRequest).IsAssignableFrom(type) || PartsOfBodies.Contains(type);
        return isInput
            ? property.IsDefined(typeof(RequiredAttribute))
            : property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.WhenWritingNull };
    }

    private static bool MayBeNull(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (property.IsDefined(typeof(RequiredAttribute)) || property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.WhenWritingNull })
        {
            return false;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return NullabilityOf(property).GenericTypeArguments[0].WriteState == NullabilityState.Nullable;
        }

        return Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && NullabilityOf(property).ReadState == NullabilityState.Nullable);
    }

    // The context caches without a lock: one that is shared breaks when two documents are written at once.
    private static NullabilityInfo NullabilityOf(PropertyInfo property) => new NullabilityInfoContext().Create(property);

    private static IOpenApiSchema WithNullability(IOpenApiSchema member, bool mayBeNull)
    {
        if (member is not OpenApiSchema schema)
        {
            return mayBeNull ? new OpenApiSchema { OneOf = [member, new OpenApiSchema { Type = JsonSchemaType.Null }] } : member;
        }

        if (schema.AllOf is [var reference])
        {
            // An enum or object that stands for itself elsewhere.
            schema.Type = null;
            if (mayBeNull)
            {
                schema.AllOf = null;
                schema.OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }];
            }
        }
        else if (schema.Type is { } type)
        {
            schema.Type = mayBeNull ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
        }

        return schema;
    }
}

/// <summary>Shows an optional member of a merge patch as what it holds.</summary>
internal sealed class PlainContracts(ISerializerDataContractResolver inner) : ISerializerDataContractResolver
{
    public DataContract GetDataContractForType(Type type) =>
        inner.GetDataContractForType(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : type);
}

/// <summary>Names the schemas as people speak of them.</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericType)
        {
            var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
            return string.Concat(type.GetGenericArguments().Select(Of)) + name;
        }

        return type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^"View".Length] : type.Name;
    }
}
