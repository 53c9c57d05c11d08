using System.Text.Json.Serialization;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>JSON that the hosts keep in the store: settings, channel states, directory content.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(FieldValueConverter)])]
[JsonSerializable(typeof(IntegrationSettings))]
[JsonSerializable(typeof(ChannelState))]
[JsonSerializable(typeof(DirectoryContent))]
[JsonSerializable(typeof(ConsideredState))]
internal sealed partial class HostJson : JsonSerializerContext;
