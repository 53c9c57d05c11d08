using System.Text;
using System.Text.Json;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load.Fuzz;

/// <summary>All decoders, each with the error that it may refuse with.</summary>
internal static class Decoders
{
    private static readonly LinkKey Key = new("demo", "clientworks-wealthbox", "CW-100001");

    public static IReadOnlyList<Decoder> All { get; } =
    [
        new("state", bytes => Refusing<InvalidDataException>(() => StateCodec.Write(StateCodec.Read(Key, bytes)))),
        new("journal", bytes => Refusing<InvalidDataException>(() => EventJson.Write(EventJson.Read(bytes)))),
        new("reply", bytes => Refusing<InvalidDataException>(() => EventJson.WriteReply(EventJson.ReadReply(bytes)))),
        new("command", bytes => Refusing<InvalidDataException>(() => CommandJson.Write(CommandJson.Read(bytes)))),
        new("event-id", bytes => EventPosition.TryParse(Encoding.UTF8.GetString(bytes), out var place) ? Encoding.UTF8.GetBytes(place.ToString()) : null),
        new("page-cursor", Cookies.Cursor) { RefusesAll = true },
        new("session", Cookies.Session) { RefusesAll = true },
        new("change", Change),
        new("channel", ChannelStates.Again),
        new("directory", bytes => Refusing<InvalidDataException>(() => DirectoryContent.Write(DirectoryContent.Read(bytes)))),
        VendorAnswers.Of("wealthbox-answer", new WealthboxFactory(), VendorAnswers.Lists),
        VendorAnswers.Of("clientworks-answer", new ClientWorksFactory(), VendorAnswers.Feed),
        .. GrainCalls.All,
    ];

    /// <summary>Null when it is refused with the error that is documented.</summary>
    private static byte[]? Refusing<T>(Func<byte[]> again)
        where T : Exception
    {
        try
        {
            return again();
        }
        catch (T)
        {
            return null;
        }
    }

    /// <summary>A change of the hub's post: parsed, or its faults are told. It is never written, so only that counts.</summary>
    private static byte[]? Change(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return ClientWorksChangeParser.Parse(json.RootElement) is ChangeParse.Parsed ? bytes : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
