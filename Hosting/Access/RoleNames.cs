namespace Counterpart.Hosting;

/// <summary>Roles as they are written in answers and in the store.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.FirmAdmin => "firmAdmin",
        Role.Adviser => "adviser",
        Role.Client => "client",
        Role.System => "system",
        Role.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static Role? Parse(string name) => name switch
    {
        "firmAdmin" => Role.FirmAdmin,
        "adviser" => Role.Adviser,
        "client" => Role.Client,
        "system" => Role.System,
        "operator" => Role.Operator,
        _ => null,
    };
}
