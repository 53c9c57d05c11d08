namespace Counterpart.Hosting;

/// <summary>A node's keys can't be used. The message is one line for the operator.</summary>
public sealed class NodeKeyException(string message, Exception? inner = null) : Exception(message, inner);
