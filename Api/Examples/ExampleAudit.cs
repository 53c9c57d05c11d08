using System.Text.Json.Nodes;

namespace Counterpart.Api;

internal static class ExampleAudit
{
    public static readonly AuditItem Item = new(
        41, ExampleNames.At("09:05:00"), "key:3f9a0c7d12be", "firmAdmin", "createKey", "91c2e07ab4d5", "198.51.100.7", "ok",
        JsonNode.Parse("""{"request":"0HNF2Q3C1V5A9:00000002","label":"Jo Park"}"""));

    public static readonly AuditAnswer Answer = new([Item], 41);
}
