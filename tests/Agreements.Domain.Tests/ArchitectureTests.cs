using System.Xml.Linq;
using Agreements.Domain.Instruments;

namespace Agreements.Domain.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void The_rules_know_only_the_base_library()
    {
        var baseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        var foreign = typeof(Agreement).Assembly.GetReferencedAssemblies().Where(reference => !File.Exists(Path.Combine(baseLibrary, $"{reference.Name}.dll")));

        Assert.Empty(foreign);
    }

    [Fact]
    public void The_project_of_the_rules_holds_no_reference()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Agreements.sln")))
        {
            root = root.Parent!;
        }

        var project = XDocument.Load(Path.Combine(root.FullName, "src", "Agreements.Domain", "Agreements.Domain.csproj"));

        Assert.DoesNotContain(project.Descendants(), element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
    }
}
