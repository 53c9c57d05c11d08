using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>How the bodies are written.</summary>
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SignedOutAnswer))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(ChannelsAnswer))]
[JsonSerializable(typeof(ChannelItem))]
[JsonSerializable(typeof(BrakeRequest))]
[JsonSerializable(typeof(BudgetsAnswer))]
[JsonSerializable(typeof(EventStart))]
[JsonSerializable(typeof(IntegrationRequest))]
[JsonSerializable(typeof(IntegrationAnswer))]
[JsonSerializable(typeof(ClientsAnswer))]
[JsonSerializable(typeof(LinksRequest))]
[JsonSerializable(typeof(UnlinkRequest))]
[JsonSerializable(typeof(ChoiceRequest))]
[JsonSerializable(typeof(LinksAnswer))]
[JsonSerializable(typeof(LinkItem))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(CandidatesAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(AppliedAnswer))]
[JsonSerializable(typeof(ActAnswer))]
[JsonSerializable(typeof(RefreshAnswer))]
[JsonSerializable(typeof(TrialAnswer))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(NoticesAnswer))]
[JsonSerializable(typeof(LinkListAnswer))]
[JsonSerializable(typeof(AllowAnswer))]
[JsonSerializable(typeof(ViewAnswer))]
[JsonSerializable(typeof(ChangesRequest))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(FirmRequest))]
[JsonSerializable(typeof(FirmsAnswer))]
[JsonSerializable(typeof(FirmCreatedAnswer))]
[JsonSerializable(typeof(AdminKeyRequest))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(KeyItem))]
[JsonSerializable(typeof(KeyCreatedAnswer))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(ConnectionsAnswer))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(AuditItem))]
[JsonSerializable(typeof(BackupAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(RootAnswer))]
[JsonSerializable(typeof(Problem))]
public sealed partial class ApiJson : JsonSerializerContext
{
    internal static ApiJson Types { get; } = new(Configure(new JsonSerializerOptions()));

    /// <summary>Makes the options write as the API does.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;

        // Answers are JSON documents of their own, never part of a page: names stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new FieldValueJson());
        options.Converters.Add(new UtcTimeJson());
        return options;
    }
}
