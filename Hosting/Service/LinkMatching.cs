using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Finds a client's counterpart and links the two; gives waiting links their outcome when a directory is complete.</summary>
internal sealed class LinkMatching(IStore store, ILinkHost host, ChannelService channels, MatchQueries queries, TimeProvider clock)
{
    private const int Page = 100;

    public PartnerTenant PartnerOf(string firm, string integration)
    {
        var system = IntegrationName.Partner(integration);
        return new PartnerTenant(system, channels.Tenant(firm, system) ?? string.Empty);
    }

    public async Task WaitForDirectoriesAsync(string firm, string integration, TimeSpan wait, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + wait;
        await channels.WaitForDirectoryAsync(firm, IntegrationName.Hub(integration), until - clock.GetUtcNow(), cancel);
        await channels.WaitForDirectoryAsync(firm, IntegrationName.Partner(integration), until - clock.GetUtcNow(), cancel);
    }

    public async Task<Answer> LinkAsync(LinkKey link, RecordProfile profile, CommandContext context, CancellationToken cancel)
    {
        var answer = await MatchAsync(link, profile, context, cancel);
        if (answer.Reply is LinkReply.Matching && IsDirectoryComplete(link.Firm, link.Integration))
        {
            // It came to be complete meanwhile: who looks for links that wait for it may have passed this one by.
            answer = await MatchAsync(link, profile, context with { Reply = null }, cancel);
        }

        await AfterLinkingAsync(link, answer, cancel);
        return answer;
    }

    /// <summary>
    /// Gives a new link what the directory knows of both records. Read after the link is durable: a change captured before
    /// that is in the directory, one captured after it finds the link.
    /// </summary>
    public async Task AfterLinkingAsync(LinkKey link, Answer answer, CancellationToken cancel)
    {
        if (answer is not { Seq: not null, Reply: LinkReply.Linked { Partner: var partner } })
        {
            return;
        }

        foreach (var (side, system, id) in new[] { (Side.Hub, IntegrationName.Hub(link.Integration), link.Client), (Side.Partner, partner.System, partner.Id) })
        {
            if (await store.GetRecordsAsync(link.Firm, system, [id], cancel) is [{ Deleted: false } row])
            {
                var read = DirectoryContent.Read(row.Content.Span).ToRead(side, id);
                await host.AskAsync(link, new LinkCommand.Observe(read) { At = clock.GetUtcNow() }, new CommandContext($"channel:{system}"), cancel);
            }
        }
    }

    /// <summary>Links that waited for the directory get their outcome.</summary>
    public async Task RematchAsync(string firm)
    {
        foreach (var integration in Integrations.All)
        {
            if (!IsDirectoryComplete(firm, integration.Name))
            {
                continue;
            }

            (string, string)? after = null;
            do
            {
                var rows = await store.ListClientsAsync(
                    new ClientQuery(firm, integration.Name, integration.HubSystem, null, PhaseNames.Of(Phase.Matching), null, null, after, Page),
                    CancellationToken.None);
                foreach (var row in rows)
                {
                    var link = new LinkKey(firm, integration.Name, row.Profile.Id);
                    await LinkAsync(link, row.Profile, new CommandContext($"channel:{integration.PartnerSystem}"), CancellationToken.None);
                }

                after = rows.Count == Page ? (rows[^1].Profile.NameKey, rows[^1].Profile.Id) : null;
            }
            while (after is not null);
        }
    }

    private async Task<Answer> MatchAsync(LinkKey link, RecordProfile profile, CommandContext context, CancellationToken cancel)
    {
        var query = await queries.ForAsync(link, profile, cancel);
        var command = new LinkCommand.Link(PartnerOf(link.Firm, link.Integration), query) { At = clock.GetUtcNow() };
        return await host.AskAsync(link, command, context, cancel);
    }

    private bool IsDirectoryComplete(string firm, string integration) =>
        channels.CompletePass(firm, IntegrationName.Hub(integration)) is not null
        && channels.CompletePass(firm, IntegrationName.Partner(integration)) is not null;
}
