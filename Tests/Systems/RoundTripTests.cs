using System.Text.Json.Nodes;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Counterpart.Tests.Systems;

/// <summary>What is written is what is read: the same neutral values come back through the system's JSON.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Wealthbox_AnyPatch_ReadsBackAsItWasWritten() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(PatchCases.Of(WealthboxFields.Contact), patch => RoundTrip(WealthboxFields.Contact, patch)));

    [Fact]
    public void ClientWorks_AnyPatch_ReadsBackAsItWasWritten() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(PatchCases.Of(ClientWorksFields.Client), patch => RoundTrip(ClientWorksFields.Client, patch)));

    private static bool RoundTrip(SystemFields fields, RecordPatch patch)
    {
        var isHub = fields == ClientWorksFields.Client;
        FakeSystem? system = null;
        system = FakeSystem.Doing(_ => Task.FromResult(FakeSystem.Response(
            200, PaperVendor.Apply(Record(fields, isHub), (JsonObject)JsonNode.Parse(system!.Body!)!, fields.Removal).ToJsonString())));
        var connector = isHub ? Connect.ClientWorks(system) : Connect.Wealthbox(system);
        var write = Connect.Write(connector, patch);
        Assert.True(write.IsCompleted);
        var content = Assert.IsType<WriteOutcome.Applied>(write.Result).ReadBack.Content;

        Assert.All(patch.Scalars, pair => Assert.Equal(pair.Value, content.Scalars[pair.Key]));
        Assert.All(content.Scalars.Where(pair => !patch.Scalars.ContainsKey(pair.Key) && !(isHub && pair.Key == FieldPaths.ExternalId)), pair => Assert.True(pair.Value.IsBlank));
        Assert.All(fields.Lists, list => Assert.Equal(
            Expected(patch, list.List).OrderBy(value => value.ToString(), StringComparer.Ordinal),
            content.Lists[list.List].Select(row => row.Value).OrderBy(value => value.ToString(), StringComparer.Ordinal)));
        return true;
    }

    private static IEnumerable<FieldValue> Expected(RecordPatch patch, string list)
    {
        foreach (var id in new[] { "1", "2" })
        {
            var row = patch.Rows.FirstOrDefault(row => row.List == list && row.RowId == id);
            if (row is null || !row.Value!.IsBlank)
            {
                yield return row?.Value ?? Standing(list, id);
            }
        }

        foreach (var row in patch.Rows.Where(row => row.List == list && row.RowId is null && !row.Value!.IsBlank))
        {
            yield return row.Value!;
        }
    }

    private static FieldValue Standing(string list, string id) => FieldValue.OfParts(ListParts.Of(list).Select(part => KeyValuePair.Create(part, (string?)$"{part} {id}")));

    private static JsonObject Record(SystemFields fields, bool isHub)
    {
        var record = new JsonObject { ["id"] = 7, ["type"] = "Person", ["kind"] = "person", ["revision"] = 1 };
        foreach (var field in fields.Scalars.Where(field => field.Holders != FieldHolders.Others))
        {
            if (field.Name.StartsWith("name/", StringComparison.Ordinal))
            {
                var name = record["name"] as JsonObject ?? [];
                name[field.Name[5..]] = null;
                record["name"] = name.DeepClone();
            }
            else
            {
                record[field.Name] = null;
            }
        }

        foreach (var list in fields.Lists)
        {
            record[list.Name] = new JsonArray(Row(list, "1", isHub), Row(list, "2", isHub));
        }

        return record;
    }

    private static JsonObject Row(ListMapping list, string id, bool isHub)
    {
        var row = new JsonObject { ["id"] = isHub ? JsonValue.Create(id) : JsonValue.Create(int.Parse(id)) };
        foreach (var (part, name) in list.Parts)
        {
            row[name] = $"{part} {id}";
        }

        return row;
    }
}
