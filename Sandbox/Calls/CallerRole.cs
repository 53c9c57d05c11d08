namespace Counterpart.Sandbox.Calls;

/// <summary>Who holds a token: a synchronising program, or a person.</summary>
internal enum CallerRole
{
    Sync,
    User,
    Unknown,
}
