namespace Counterpart.Storage;

/// <summary>The store can't be reached or written now. Whether a commit took effect is told by <see cref="IStore.WasCommittedAsync"/>.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It was the connection that broke: on another one it may work at once.</summary>
    public bool ConnectionBroke { get; init; }
}

/// <summary>The data folder or database belongs to another running process. The message is one line for the operator.</summary>
public sealed class StoreInUseException(string message) : Exception(message);

/// <summary>The database was made by a newer program. The message is one line for the operator.</summary>
public sealed class StoreVersionException(string message) : Exception(message);
