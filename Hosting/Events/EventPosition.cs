using System.Globalization;
using System.Runtime.InteropServices;

namespace Counterpart.Hosting;

/// <summary>A place in a firm's journal, written <c>{data epoch}-{sequence}</c>: the id of an event.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EventPosition(string Epoch, long Seq)
{
    public const int MaxLength = 100;

    public static bool TryParse(string text, out EventPosition position)
    {
        position = default;
        var dash = text.LastIndexOf('-');
        if (dash <= 0
            || text.Length > MaxLength
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            return false;
        }

        position = new EventPosition(text[..dash], seq);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Seq}");
}
