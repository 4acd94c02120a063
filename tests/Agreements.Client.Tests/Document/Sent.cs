using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Agreements.Client.Tests.Document;

/// <summary>What a method of the client sends when it is called.</summary>
internal sealed record Sent(HttpMethod Method, string Path, IReadOnlySet<string> Query, IReadOnlySet<string> Headers, JsonTypeInfo? Body, string? BodyMediaType);

/// <summary>A method of the client, with what it sends when everything is said and when only what has to be is.</summary>
internal sealed record ClientMethod(MethodInfo Method, Sent Everything, Sent Least)
{
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}";

    /// <summary>The operation it says that it calls.</summary>
    public string? OperationId => Method.GetCustomAttribute<OperationAttribute>()?.Id;

    /// <summary>What it answers: a record with its tag, a record, or rows out of pages.</summary>
    public (Type? Type, bool IsTagged, bool IsRow) Answer
    {
        get
        {
            if (Method.ReturnType == typeof(Task))
            {
                return (null, false, false);
            }

            var answer = Method.ReturnType.GetGenericArguments()[0];
            var isTagged = answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(Versioned<>);
            return (isTagged ? answer.GetGenericArguments()[0] : answer, isTagged, Method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) && !IsPage(answer));
        }
    }

    /// <summary>What can be said in a query, by name: the method's own parameters, and what is in its filter.</summary>
    public IReadOnlyDictionary<string, Type> Questions => Method.GetParameters()
        .SelectMany(parameter => IsFilter(parameter.ParameterType)
            ? parameter.ParameterType.GetProperties().Select(property => (Name: Camel(property.Name), property.PropertyType))
            : [(parameter.Name!, parameter.ParameterType)])
        .ToDictionary(question => question.Item1, question => question.Item2, StringComparer.Ordinal);

    /// <summary>Every method of every area, called.</summary>
    public static async Task<IReadOnlyList<ClientMethod>> CallAllAsync()
    {
        var methods = new List<ClientMethod>();
        foreach (var area in typeof(AgreementsClient).GetProperties())
        {
            foreach (var method in area.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                methods.Add(new ClientMethod(method, await CallAsync(area, method, everything: true), await CallAsync(area, method, everything: false)));
            }
        }

        return methods;
    }

    private static bool IsPage(Type type) => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IPage<>));

    private static bool IsFilter(Type type) => type.Name.EndsWith("Filter", StringComparison.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static async Task<Sent> CallAsync(PropertyInfo area, MethodInfo method, bool everything)
    {
        using var recorder = new Recorder();
        using var http = new HttpClient(recorder) { BaseAddress = new Uri("http://localhost/") };
        using var client = new AgreementsClient(http);
        var arguments = method.GetParameters().Select(parameter => everything || !parameter.HasDefaultValue ? Samples.Of(parameter.ParameterType) : parameter.DefaultValue).ToArray();
        try
        {
            var answer = method.Invoke(area.GetValue(client), arguments);
            if (answer is IAsyncEnumerable<object> rows)
            {
                await using var first = rows.GetAsyncEnumerator();
                await first.MoveNextAsync();
            }
            else
            {
                await (Task)answer!;
            }
        }
        catch (EnoughException)
        {
            // What was sent is known; nobody has to answer.
        }

        return recorder.Sent ?? throw new InvalidOperationException($"{method.Name} sent nothing.");
    }

    private sealed class EnoughException : Exception;

    private sealed class Recorder : HttpMessageHandler
    {
        public Sent? Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var names = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);
            var body = request.Content as JsonBody;
            Sent = new Sent(
                request.Method,
                Uri.UnescapeDataString(request.RequestUri.AbsolutePath),
                names.ToHashSet(StringComparer.Ordinal),
                request.Headers.Select(header => header.Key).ToHashSet(StringComparer.Ordinal),
                body?.Type,
                body?.Headers.ContentType?.MediaType);
            throw new EnoughException();
        }
    }
}

/// <summary>A value of whatever a method takes.</summary>
internal static class Samples
{
    public const string Text = "74.71";

    public static object? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return Text;
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(ETag))
        {
            return new ETag("\"1.0\"");
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var items = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            items.SetValue(Of(type.GetGenericArguments()[0]), 0);
            return items;
        }

        if (Codes.Of(type) is { Count: > 0 } codes)
        {
            return codes[0];
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Activator.CreateInstance(type, Of(type.GetGenericArguments()[0]));
        }

        if (type.IsArray)
        {
            return Array.CreateInstance(type.GetElementType()!, 0);
        }

        // A record, or a value type whose default does.
        var sample = Activator.CreateInstance(type)!;
        foreach (var property in type.IsValueType ? [] : type.GetProperties())
        {
            property.SetValue(sample, Of(property.PropertyType));
        }

        return sample;
    }
}

/// <summary>The values that the client knows of a code.</summary>
internal static class Codes
{
    public static bool Is(Type type) => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ICode<>));

    public static IReadOnlyList<object> Of(Type type) => Is(type)
        ? [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == type).Select(field => field.GetValue(null)!)]
        : [];
}
