using System.Text;
using System.Text.Json;

namespace Agreements.Api.Http.Problems;

/// <summary>Turns the paths that .NET libraries report into JSON pointers (RFC 6901).</summary>
internal static class JsonPointers
{
    /// <summary><c>DprdApproval.Number</c>, <c>Scope[2]</c> and <c>$.scope[2]</c> alike.</summary>
    public static string Of(string path)
    {
        var pointer = new StringBuilder();
        foreach (var segment in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            // "$" is the body itself, "Value" the inside of an optional member.
            if (segment is not ("$" or "Value"))
            {
                pointer.Append('/').Append(Escape(JsonNamingPolicy.CamelCase.ConvertName(segment)));
            }
        }

        return pointer.ToString();
    }

    public static string Escape(string member) =>
        member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
