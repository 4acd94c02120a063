using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The summaries of types and properties, for the places that the generator does not fill by itself: operations and query parameters.</summary>
internal sealed partial class XmlDocs
{
    // What the compiler makes of regular expressions goes by one name in every assembly.
    private readonly Dictionary<string, XElement> _members = Files.SelectMany(file => XDocument.Load(file).Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>The documentation files beside the service.</summary>
    public static IEnumerable<string> Files =>
        new[] { typeof(XmlDocs).Assembly, typeof(Domain.Authorship).Assembly }.Select(assembly => Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"));

    public string? Of(Type type) => Summary($"T:{type.FullName?.Replace('+', '.')}");

    public string? Of(PropertyInfo property) =>
        Summary($"P:{property.DeclaringType!.FullName}.{property.Name}")
        ?? property.DeclaringType.GetInterfaces().Select(contract => Summary($"P:{contract.FullName}.{property.Name}")).FirstOrDefault(text => text is not null);

    public string? Of(Enum member) => Summary($"F:{member.GetType().FullName}.{member}");

    private string? Summary(string name) =>
        _members.TryGetValue(name, out var member) && member.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
            : null;

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1] ?? see.Value}`",
        XElement other => other.Value,
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
