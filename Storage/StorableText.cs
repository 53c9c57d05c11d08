using System.Text;

namespace Counterpart.Storage;

/// <summary>PostgreSQL takes neither NUL nor half a surrogate pair in a text: each becomes the replacement character.</summary>
internal static class StorableText
{
    public static string Of(string text) =>
        IsStorable(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\ufffd');

    private static bool IsStorable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
