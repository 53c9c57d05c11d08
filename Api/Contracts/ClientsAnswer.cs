using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A page of the hub's clients, in order of name.</summary>
/// <param name="Hub">The system that the clients are in.</param>
/// <param name="Partner">The system that they are linked to.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record ClientsAnswer(string Integration, string Hub, string Partner, IReadOnlyList<ClientItem> Clients, string? Next);

/// <param name="Client">The hub's id.</param>
/// <param name="Book">The adviser whose client it is.</param>
/// <param name="TaxIdLastFour">The end of the tax id, when it is known.</param>
/// <param name="Partner">The linked partner record's id.</param>
public sealed record ClientItem(
    string Client, string Name, RecordKind Kind, string? Book, string? TaxIdLastFour, Phase Status, string? Partner)
{
    public static ClientItem Of(ClientView view) =>
        new(view.Id, view.Name, view.Kind, view.Book, view.TaxIdLastFour, view.Status, view.Partner);
}
