namespace Agreements.Client;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public interface IPage<out T>
{
    /// <summary>The rows, in the order of the list.</summary>
    IReadOnlyList<T> Items { get; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    string? Next { get; }
}

/// <summary>One page of a list that has nothing more to say.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T> : IPage<T>
{
    /// <inheritdoc/>
    public required IReadOnlyList<T> Items { get; init; }

    /// <inheritdoc/>
    public required string? Next { get; init; }
}
