namespace Agreements.Client;

/// <summary>
/// A member of a merge patch: one that was never set keeps what is there, null clears it, a value replaces it. A value converts by itself, so that
/// <c>new EditAgreement { Notes = null, RenewalNoticeMonths = 3 }</c> says just that.
/// </summary>
/// <typeparam name="T">What the member holds.</typeparam>
public readonly record struct Optional<T>
{
    /// <summary>A member that is sent.</summary>
    /// <param name="value">Its value; null clears what is there.</param>
    public Optional(T? value)
    {
        Value = value;
        IsSet = true;
    }

    /// <summary>Whether the member is sent at all.</summary>
    public bool IsSet { get; }

    /// <summary>The value that is sent.</summary>
    public T? Value { get; }

    /// <summary>A member that is sent with this value.</summary>
    /// <param name="value">The value; null clears what is there.</param>
    public static implicit operator Optional<T>(T? value) => new(value);
}
