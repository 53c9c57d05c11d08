using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Api;

/// <summary>The changes of a post: those that can be taken over, and for each place of the post what is wrong with it.</summary>
/// <param name="Invalid">As long as the post; null where the change is good.</param>
internal sealed record ReadChanges(ImmutableArray<ClientWorksChange> Valid, ChangeItem?[] Invalid)
{
    public static ReadChanges Read(JsonElement body, Faults faults)
    {
        if (!new RequestMembers(body, faults, "changes").FindList("changes", ApiLimits.BulkChanges, out var list))
        {
            return new ReadChanges([], []);
        }

        var length = list.GetArrayLength();
        var valid = ImmutableArray.CreateBuilder<ClientWorksChange>(length);
        var invalid = new ChangeItem?[length];
        var place = 0;
        foreach (var element in list.EnumerateArray())
        {
            switch (ClientWorksChangeParser.Parse(element))
            {
                case ChangeParse.Parsed parsed:
                    valid.Add(parsed.Change);
                    break;
                case ChangeParse.Invalid refused:
                    invalid[place] = Refused(element, place, refused.Faults);
                    break;
            }

            place++;
        }

        return new ReadChanges(valid.DrainToImmutable(), invalid);
    }

    private static ChangeItem Refused(JsonElement change, int place, ImmutableArray<ChangeFault> faults)
    {
        var errors = faults.Take(ApiLimits.Faults).Select(fault => new ProblemError(
            fault.Field.Length == 0 ? $"changes[{place}]" : fault.Field,
            fault.Pointer.Length == 0 ? $"/changes/{place}" : $"/changes/{place}/{fault.Pointer}",
            fault.Rule));
        return new ChangeItem(RecordOf(change, faults), ChangeItemResult.Invalid, null, null, [.. errors]);
    }

    /// <summary>The record that a faulty change names, when that at least is good.</summary>
    private static string? RecordOf(JsonElement change, ImmutableArray<ChangeFault> faults)
    {
        if (change.ValueKind != JsonValueKind.Object || faults.Any(fault => fault.Pointer is "record"))
        {
            return null;
        }

        try
        {
            return change.TryGetProperty("record", out var record) ? record.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // The name of another member is not valid Unicode.
            return null;
        }
    }
}
