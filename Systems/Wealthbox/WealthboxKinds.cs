namespace Counterpart.Systems.Wealthbox;

/// <summary>
/// Kinds of phones, addresses and the rest, as Wealthbox spells them: in title case. Each workspace has a list of its own.
/// </summary>
internal static class WealthboxKinds
{
    public static string Spell(string kind) => string.Join(' ', kind.Split(' ').Select(Word));

    private static string Word(string word) => word switch
    {
        "" => word,
        "po" => "PO",
        "of" => word,
        _ => char.ToUpperInvariant(word[0]) + word[1..],
    };
}
