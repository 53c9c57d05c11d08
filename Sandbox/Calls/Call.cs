namespace Counterpart.Sandbox.Calls;

/// <summary>One request as a simulator sees it; it can be applied after its caller has gone.</summary>
internal sealed record Call(long Seq, Caller Caller, string Method, string Path, string Query, string? IfMatch, byte[] Body)
{
    /// <summary>The path after <paramref name="prefix"/>, or null when it does not start with it.</summary>
    public string? After(string prefix) =>
        Path.StartsWith(prefix, StringComparison.Ordinal) && Path.Length > prefix.Length ? Path[prefix.Length..] : null;
}
