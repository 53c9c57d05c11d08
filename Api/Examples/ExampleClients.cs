using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleClients
{
    public static readonly ClientsAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Hub,
        ExampleNames.Partner,
        [
            new ClientItem(ExampleNames.Client, ExampleNames.Name, RecordKind.Person, "adviser-1", "3456", Phase.Linked, ExampleNames.Record),
            new ClientItem("CW-100002", "Okafor Family Trust", RecordKind.Trust, "adviser-1", null, Phase.Unlinked, null),
        ],
        "VGhpcyBpcyBhbiBvcGFxdWUgY3Vyc29y");
}
