using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleEvents
{
    public static readonly EventAnswer Answer = new(
        512,
        ExampleNames.At("12:00:07"),
        "system:clientworks",
        ExampleNames.Integration,
        ExampleNames.Client,
        14,
        [
            new EventChange(LinkChangeKind.FieldChanged, "name/last", Side.Hub, 31, FieldValue.Of("Laurent")),
            new EventChange(LinkChangeKind.FieldOwed, "name/last", Side.Hub, Reason: "onlyChange"),
        ]);
}
