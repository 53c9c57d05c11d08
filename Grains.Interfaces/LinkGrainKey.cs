using Counterpart.Links;

namespace Counterpart.Grains.Interfaces;

/// <summary>
/// A link's key as a grain's: <c>link/firm/integration/client</c>, each part percent-encoded. It begins with a letter that is no hex digit
/// and has no <c>+</c>: grain storage would fold or split keys that look like numbers.
/// </summary>
public static class LinkGrainKey
{
    private const string Prefix = "link/";

    /// <summary>Longer keys are none that a vendor makes.</summary>
    public const int MostLetters = 1000;

    /// <exception cref="ArgumentException">The key is longer than <see cref="MostLetters"/> when it is encoded.</exception>
    public static string Of(LinkKey key)
    {
        var text = Encoded(key);
        return text.Length <= MostLetters ? text : throw new ArgumentException($"The key of {key.Firm}'s link has {text.Length} letters.", nameof(key));
    }

    /// <exception cref="FormatException">This is no link's key, or not as <see cref="Of"/> writes it: two grains would have one link.</exception>
    public static LinkKey Parse(string text) =>
        text.Length <= MostLetters
        && text.Split('/') is ["link", var firm, var integration, var client]
        && new LinkKey(Uri.UnescapeDataString(firm), Uri.UnescapeDataString(integration), Uri.UnescapeDataString(client)) is var key
        && Encoded(key) == text
            ? key
            : throw new FormatException("This is no link's key.");

    private static string Encoded(LinkKey key) =>
        $"{Prefix}{Uri.EscapeDataString(key.Firm)}/{Uri.EscapeDataString(key.Integration)}/{Uri.EscapeDataString(key.Client)}";
}
