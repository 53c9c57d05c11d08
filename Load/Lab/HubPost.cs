using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>What the hub posts of a client, as the product takes it.</summary>
internal static class HubPost
{
    public static object Of(int pair, JsonElement client) => new
    {
        changes = new[]
        {
            new
            {
                record = Laboratory.Client(pair),
                revision = client.GetProperty("revision").GetInt64(),
                fields = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["name/last"] = client.GetProperty("name").GetProperty("last"),
                    ["name/nickname"] = client.GetProperty("name").GetProperty("nickname"),
                    ["employer"] = client.GetProperty("employer"),
                    ["jobTitle"] = client.GetProperty("jobTitle"),
                    ["phones"] = client.GetProperty("phones"),
                    ["emails"] = client.GetProperty("emails"),
                },
            },
        },
    };
}
