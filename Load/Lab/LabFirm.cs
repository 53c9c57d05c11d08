namespace Counterpart.Load.Lab;

/// <summary>What the people and systems of a firm sign in with.</summary>
/// <param name="Admin">At the product, as the firm's administrator.</param>
/// <param name="System">At the product, as its hub.</param>
/// <param name="Hub">At ClientWorks, as a person.</param>
/// <param name="Partner">At Wealthbox, as a person.</param>
internal sealed record LabFirm(string Admin, string System, string Hub, string Partner)
{
    /// <summary>The demo's first firm.</summary>
    public static LabFirm Demo { get; } = new("cpk_demo_admin", "cpk_demo_system", "cw-demo-user", "wb-demo-user");
}
