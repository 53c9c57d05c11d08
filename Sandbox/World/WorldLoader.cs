using Counterpart.Sandbox.ClientWorks;
using Counterpart.Sandbox.Journal;
using Counterpart.Sandbox.Records;
using Counterpart.Sandbox.Wealthbox;

namespace Counterpart.Sandbox.World;

/// <summary>Fills the tables of both simulators with a world. Its times are fixed, so that the same world is always the same.</summary>
internal static class WorldLoader
{
    private static readonly DateTimeOffset Beginning = new(2024, 3, 4, 15, 0, 0, TimeSpan.Zero);

    public static Workspace LoadWorkspace(Office office, SystemLog log, StateFile? state, TimeProvider clock)
    {
        var table = new RecordTable("wealthbox", office.Workspace, ContactShape.Records, log, state, clock);
        var workspace = new Workspace(office.Workspace, office.Name, table, clock);
        var face = new ContactFace(workspace.Tag);
        foreach (var (contact, i) in office.Contacts.Select((contact, i) => (contact, i)))
        {
            var body = face.Of(contact);
            var created = Beginning.AddMinutes(i);
            var updated = created.AddDays(30);
            (body["created_at"], body["updated_at"]) = (WealthboxTime.Format(created), WealthboxTime.Format(updated));
            workspace.Seed(body, created, updated, face.LastRow);
        }
        return workspace;
    }

    public static Book LoadBook(Office office, SystemLog log, StateFile? state, TimeProvider clock, Action<string> changed)
    {
        var table = new RecordTable("clientworks", office.Tenant, ClientShape.Records, log, state, clock);
        var book = new Book(office.Tenant, office.Name, table, changed);
        foreach (var client in office.Clients)
            book.Seed(ClientFace.Of(client), Beginning, lastRow: 1000);
        return book;
    }
}
