namespace Counterpart.Links;

/// <summary>The scalar paths that the core itself names. All others come from settings.</summary>
public static class FieldPaths
{
    public const string FirstName = "name/first";
    public const string MiddleName = "name/middle";
    public const string LastName = "name/last";
    public const string OrganizationName = "organization/name";
    public const string BirthDate = "birthDate";

    /// <summary>At the partner: the id of the hub's record.</summary>
    public const string ExternalId = "externalId";

    /// <summary>The register that says which row of a list is the main one: <c>phones/primary</c>. Its value is a row's path.</summary>
    public static string Primary(string list) => $"{list}/primary";

    /// <summary>The path of a row: <c>phones/r3</c>.</summary>
    public static string Row(string list, int number) => $"{list}/r{number}";

    /// <summary>The path of a tag: <c>tags/</c> and the name in its canonical form.</summary>
    public static string Tag(string name) => $"{ListParts.Tags}/{name}";

    public static bool IsTag(string path) => path.StartsWith(ListParts.Tags + "/", StringComparison.Ordinal);

    /// <summary>Whether the path is of the list: <c>phones/r3</c> of <c>phones</c>, and <c>phones</c> itself.</summary>
    public static bool IsOf(string list, string path) =>
        path.StartsWith(list, StringComparison.Ordinal) && (path.Length == list.Length || path[list.Length] == '/');

    /// <summary>The part before the slash, or the whole path: <c>phones</c> of <c>phones/r3</c>.</summary>
    public static string List(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[..slash];
    }
}
