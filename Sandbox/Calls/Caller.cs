namespace Counterpart.Sandbox.Calls;

internal sealed record Caller(string Tenant, CallerRole Role, bool MayWrite = true)
{
    public static readonly Caller Unknown = new("", CallerRole.Unknown, MayWrite: false);

    public string Who => Role switch
    {
        CallerRole.Sync => "sync",
        CallerRole.User => "user",
        _ => "unknown",
    };
}
