using System.Collections.Frozen;
using System.Text;

namespace Counterpart.Links;

/// <summary>
/// The names that nearly every link has, of paths and of the parts of rows: a state that is read takes these strings and makes none of its own.
/// Any other name is as good, and takes a little longer.
/// </summary>
internal static class KnownNames
{
    private const int Longest = 24;
    private const int RowsOfAList = 8;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = All().ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[Longest];
        return utf8.Length <= Longest && Ascii.ToUtf16(utf8, text, out var length) == System.Buffers.OperationStatus.Done && Names.TryGetValue(text[..length], out var known)
            ? known
            : Encoding.UTF8.GetString(utf8);
    }

    private static IEnumerable<string> All()
    {
        string[] lists = [ListParts.Phones, ListParts.Emails, ListParts.Addresses, ListParts.Websites];
        return
        [
            FieldPaths.FirstName, FieldPaths.MiddleName, FieldPaths.LastName, FieldPaths.OrganizationName, FieldPaths.BirthDate, FieldPaths.ExternalId,
            "name/prefix", "name/suffix", "name/nickname", "gender", "maritalStatus", "employer", "jobTitle", "contactType", "status", "clientSince",
            .. lists.SelectMany(ListParts.Of),
            .. lists.Select(FieldPaths.Primary),
            .. lists.SelectMany(list => Enumerable.Range(1, RowsOfAList).Select(row => FieldPaths.Row(list, row))),
        ];
    }
}
