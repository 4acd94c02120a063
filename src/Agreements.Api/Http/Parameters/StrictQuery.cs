using System.Reflection;
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
        var query = Array.FindIndex(factory.MethodInfo.GetParameters(), parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is not null);
        var properties = query < 0
            ? []
            : factory.MethodInfo.GetParameters()[query].ParameterType.GetProperties()
                .Where(property => !property.IsDefined(typeof(FromRouteAttribute)))
                .ToDictionary(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal);

        return context =>
        {
            var given = context.HttpContext.Request.Query;
            if (given.Count > 0)
            {
                var errors = Check(given, properties, query < 0 ? null : context.Arguments[query]).ToList();
                if (errors.Count > 0)
                {
                    throw new BadInputException(errors);
                }
            }

            return next(context);
        };
    }

    private static IEnumerable<InputError> Check(IQueryCollection given, Dictionary<string, PropertyInfo> known, object? query)
    {
        foreach (var (name, values) in given)
        {
            if (!known.TryGetValue(name, out var property))
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
                var value = property.GetValue(query);
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
