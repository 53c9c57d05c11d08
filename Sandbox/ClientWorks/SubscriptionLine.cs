using System.Text.Json;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>A subscription in the state file.</summary>
internal static class SubscriptionLine
{
    public static void Write(Utf8JsonWriter writer, Subscription subscription)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("subscription");
        writer.WriteString("tenant", subscription.Tenant);
        writer.WriteString("url", subscription.Url.AbsoluteUri);
        writer.WriteString("key", subscription.Key);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static Subscription? TryRead(JsonElement line) => line.TryGetProperty("subscription", out var json)
        ? new(json.GetProperty("tenant").GetString()!, new Uri(json.GetProperty("url").GetString()!), json.GetProperty("key").GetString()!)
        : null;
}
