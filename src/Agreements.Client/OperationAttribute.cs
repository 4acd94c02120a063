namespace Agreements.Client;

/// <summary>Names the operation of the API document that a method calls; a test compares the two.</summary>
/// <param name="id">The operation's <c>operationId</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperationAttribute(string id) : Attribute
{
    /// <summary>The operation's <c>operationId</c>.</summary>
    public string Id { get; } = id;
}
