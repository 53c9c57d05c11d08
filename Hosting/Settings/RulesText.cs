using System.Globalization;
using System.Text;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What of a firm's settings decides its links, as text: equal text, equal decisions.</summary>
internal static class RulesText
{
    public static string Of(LinkSettings settings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{settings.DefaultConflict} {settings.First} {settings.MayWrite} {settings.Region}");
        foreach (var rule in settings.Rules.OrderBy(rule => rule.Path, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{rule.Path} {rule.Kind} {rule.IsList} {rule.Direction} {rule.OnConflict} {rule.OnBlank} {rule.FillOnly}");
        }

        return text.ToString();
    }
}
