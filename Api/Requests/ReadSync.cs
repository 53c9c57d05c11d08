using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Makes a request to sync of a body: a list of choices, each path once.</summary>
internal static class ReadSync
{
    public static SyncRequest Read(JsonElement body, Faults faults)
    {
        if (!new RequestMembers(body, faults, "choices").FindList("choices", ApiLimits.Choices, out var list))
        {
            return new SyncRequest([]);
        }

        var choices = ImmutableArray.CreateBuilder<SyncChoice>(list.GetArrayLength());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in list.EnumerateArray())
        {
            var place = choices.Count;
            var members = new RequestMembers(element, faults, FaultPlace.Body.Of("choices", place), "path", "stands", "hubVersion", "partnerVersion");
            var choice = new SyncChoice(
                members.RequiredText("path", ApiLimits.TextLength),
                members.RequiredName<Side>("stands"),
                members.WholeNumber("hubVersion"),
                members.WholeNumber("partnerVersion"));
            if (choice.Path.Length > 0 && !places.TryAdd(choice.Path, place))
            {
                faults.Add($"choices[{place}].path", $"/choices/{place}/path", $"must not be the same as choices[{places[choice.Path]}].path");
            }

            choices.Add(choice);
        }

        return new SyncRequest(choices.DrainToImmutable());
    }
}
