namespace Counterpart.Sandbox.World;

/// <summary>
/// Two hundred clients in every state of likeness to their contacts. The first six are the ones the guided tour names.
/// </summary>
internal sealed class DemoWorld(int seed)
{
    private const int Count = 200;
    private readonly DemoCast _cast = new(seed);
    private readonly List<SeedClient> _clients = [];
    private readonly List<SeedContact> _contacts = [];

    public Office Make()
    {
        foreach (var (client, contacts) in TourCast.All)
            Add(client, contacts);
        var plots = new DemoPlots(seed);
        while (_clients.Count < Count)
        {
            var kind = DemoCast.KindOf(_clients.Count + 1);
            Stage(kind, plots.Next(kind));
        }
        for (var i = 0; i < 20; i++)
            _contacts.Add(new(NextContact, _cast.Next(i % 6 == 5 ? "company" : "person") with { ContactType = "Prospect" }, PhoneStyle.Dashes));
        return new Office("lpl-demo", "9001", "Demo Office") { Clients = _clients, Contacts = _contacts };
    }

    private long NextContact => 20_001 + _contacts.Count;

    private void Stage(string kind, Plot plot)
    {
        var identity = _cast.Next(kind);
        var turn = _clients.Count;
        switch (plot)
        {
            case Plot.SameTaxId:
                Add(identity, turn % 7 == 0 ? DemoCast.SpelledOtherwise(identity) : identity);
                break;
            case Plot.OneSideBlank:
                var sparse = DemoCast.Sparse(identity, turn);
                Add(turn % 2 == 0 ? sparse : identity, turn % 2 == 0 ? identity : sparse);
                break;
            case Plot.Differing:
                Add(identity, _cast.Differing(identity, turn));
                break;
            case Plot.NameOnly:
                Add(turn % 3 == 0 ? identity with { TaxId = null } : identity, turn % 3 == 0 ? identity : identity with { TaxId = null });
                break;
            case Plot.Ambiguous:
                var namesakes = Enumerable.Range(0, turn % 3 == 0 ? 3 : 2).Select(_ => _cast.Namesake(identity));
                Add(identity with { TaxId = null }, [.. namesakes]);
                break;
            case Plot.Contradicting:
                Add(identity, _cast.Contradicting(identity, turn));
                break;
            default:
                Add(identity);
                break;
        }
    }

    private void Add(Identity client, params Identity[] contacts)
    {
        _clients.Add(new($"CW-{100_001 + _clients.Count}", client));
        foreach (var contact in contacts)
            _contacts.Add(new(NextContact, contact, (PhoneStyle)(_contacts.Count % 4 == 0 ? 1 : _contacts.Count % 4)));
    }
}
