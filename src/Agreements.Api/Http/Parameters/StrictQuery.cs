using System.Reflection;
using System.Text.Json;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Http.Parameters;

/// <summary>
/// Refuses query parameters that an operation does not know, that are given twice, are blank or cannot be read. A typo in an expiry filter must not
/// silently widen it.
/// </summary>
internal static class StrictQuery
{
    public const int MaxTextLength = 200;

    public static EndpointFilterDelegate Factory(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var properties = KnownTo(factory.MethodInfo);
        return context =>
        {
            var given = context.HttpContext.Request.Query;
            if (given.Count > 0)
            {
                var errors = Check(given, properties, context.Arguments).ToList();
                if (errors.Count > 0)
                {
                    throw new BadInputException(errors);
                }
            }

            return next(context);
        };
    }

    /// <summary>The types whose properties are the query parameters of an operation.</summary>
    public static IEnumerable<ParameterInfo> Sources(MethodInfo operation) => operation.GetParameters().Where(parameter => parameter.IsDefined(typeof(AsParametersAttribute)));

    /// <summary>The query parameters of such a type.</summary>
    public static IEnumerable<PropertyInfo> Parameters(Type source) => source.BaseType == typeof(object)
        ? source.GetProperties().Where(property => !property.IsDefined(typeof(FromRouteAttribute)))
        : throw new InvalidOperationException($"{source} inherits, and inherited parameters would be known but never read.");

    private static Dictionary<string, (PropertyInfo Property, int Argument)> KnownTo(MethodInfo operation) => Sources(operation)
        .SelectMany(source => Parameters(source.ParameterType).Select(property => (Property: property, Argument: source.Position)))
        .ToDictionary(known => JsonNamingPolicy.CamelCase.ConvertName(known.Property.Name), StringComparer.Ordinal);

    private static IEnumerable<InputError> Check(IQueryCollection given, Dictionary<string, (PropertyInfo Property, int Argument)> known, IList<object?> arguments)
    {
        foreach (var (name, values) in given)
        {
            if (!known.TryGetValue(name, out var parameter))
            {
                yield return InputError.InParameter(name, "parameter.unknown", string.Join(", ", known.Keys.Order(StringComparer.Ordinal)));
            }
            else if (values.Count != 1)
            {
                yield return InputError.InParameter(name, "parameter.repeated");
            }
            else if (string.IsNullOrWhiteSpace(values[0]))
            {
                yield return InputError.InParameter(name, "parameter.blank");
            }
            else
            {
                var value = parameter.Property.GetValue(arguments[parameter.Argument]);
                if (value is IParam { IsValid: false } param)
                {
                    yield return InputError.InParameter(name, "parameter.malformed", Expected.Of(param.ValueType));
                }
                else if (value is string text && (text.EnumerateRunes().Count() > MaxTextLength || !TextConverter.IsStorable(text)) && name != "after")
                {
                    yield return InputError.InParameter(name, "parameter.malformed", Expected.Text(MaxTextLength));
                }
            }
        }
    }
}
