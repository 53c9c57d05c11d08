using System.Globalization;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Where in a posted change something stands, in both spellings of <see cref="ChangeFault"/>.</summary>
internal readonly record struct ChangePlace(string Pointer, string Field)
{
    public static ChangePlace Top(string name) => new(Escaped(name), name);

    public static ChangePlace InFields(string path) => new($"fields/{Escaped(path)}", path);

    public ChangePlace Row(int place) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{place}"),
        string.Create(CultureInfo.InvariantCulture, $"{Field}[{place}]"));

    public ChangePlace Member(string name) => new($"{Pointer}/{Escaped(name)}", $"{Field}.{name}");

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
