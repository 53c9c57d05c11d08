using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

internal static class ContactFilter
{
    public static bool Is(string? value, string wanted) => wanted.Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whole minutes are compared unless the exact time is asked for, because the answers have whole minutes.</summary>
    public static bool Since(DateTimeOffset at, DateTimeOffset since, bool exact) =>
        exact ? at >= since : WealthboxTime.ToMinute(at) >= WealthboxTime.ToMinute(since);

    public static bool Before(DateTimeOffset at, DateTimeOffset before, bool exact) =>
        exact ? at < before : WealthboxTime.ToMinute(at) <= WealthboxTime.ToMinute(before);

    public static bool HasRow(RecordVersion contact, string list, string address, StringComparison comparison) =>
        contact.Body[list]!.AsArray().Any(row => address.Equals(row!["address"]?.ToString(), comparison));

    public static bool HasTag(RecordVersion contact, List<string> tags) =>
        contact.Body["tags"]!.AsArray().Any(tag => tags.Contains(tag!["name"]!.ToString(), StringComparer.OrdinalIgnoreCase));
}
