namespace Agreements.Data.Store;

/// <summary>The store cannot be served from; the message says in one line what is wrong and what to do.</summary>
public sealed class StoreUnusableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another writer holds the store; the same request may well succeed in a moment.</summary>
public sealed class StoreBusyException() : Exception("The store is busy.");
