using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Counterpart.Api;

/// <summary>A body's type, with an example of it.</summary>
internal sealed record Body(Type Type, JsonNode Example)
{
    public static Body Of<T>(T example, JsonTypeInfo<T> type) => new(typeof(T), JsonSerializer.SerializeToNode(example, type)!);
}
