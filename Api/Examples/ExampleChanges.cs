using System.Text.Json;

namespace Counterpart.Api;

internal static class ExampleChanges
{
    public static readonly ChangesRequest Request = new(
    [
        new PostedChange(
            ExampleNames.Client,
            8,
            new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["name/last"] = Json("\"Laurent-Ruiz\""),
                ["phones"] = Json("""[{"id":"p1","number":"+14155550102","extension":null,"kind":"mobile","primary":true}]"""),
            }),
        new PostedChange("CW-100009", 3, Deleted: true),
    ]);

    public static readonly ChangesAnswer Answer = new(
        ExampleNames.Hub,
        [
            new ChangeItem(ExampleNames.Client, ChangeItemResult.Accepted, 4733, 12),
            new ChangeItem("CW-100009", ChangeItemResult.NotLinked, null, null),
            new ChangeItem(
                "CW-100010",
                ChangeItemResult.Invalid,
                null,
                null,
                [new ProblemError("name/last", "/changes/2/fields/name~1last", "must be text or null")]),
        ]);

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
