using Counterpart.Grains.Interfaces;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Grains;

/// <summary>
/// One link: a <see cref="LinkSeat"/> at an address in the cluster. It keeps nothing that is not in the row, and has nothing to do when it
/// goes: a commit that fails makes the seat read the row again.
/// </summary>
[GrainType("link")]
internal sealed class LinkGrain : Grain, ILinkGrain
{
    private readonly string text;
    private readonly LinkSeat seat;
    private LinkSnapshot? snapshot;

    public LinkGrain(LinkEngine engine)
    {
        text = this.GetPrimaryKeyString();
        seat = new LinkSeat(engine, LinkGrainKey.Parse(text));
    }

    public Task<LinkAnswer> AskAsync(LinkAsk ask) => GuardAsync(async () =>
    {
        var reply = ask.Reply is { } key ? new ReplyKey(key.Caller, key.Key, key.Item, key.RequestHash) : null;
        var lease = ask.Lease is { } stamp ? new LeaseStamp(stamp.Firm, stamp.System, stamp.Token) : null;
        var answer = await seat.AskAsync(ask.Command, new CommandContext(ask.Actor, reply, lease), CancellationToken.None);
        return new LinkAnswer
        {
            Kind = AnswerKind.Decided,
            Reply = answer.Reply,
            Seq = answer.Seq,
            Revision = answer.Revision,
            Repeated = answer.Repeated,
        };
    });

    public Task<LinkAnswer> ReviseDueAsync() => GuardAsync(async () =>
    {
        await seat.ReviseDueAsync(CancellationToken.None);
        return new LinkAnswer { Kind = AnswerKind.Decided };
    });

    public async Task<LinkSnapshot> ReadAsync()
    {
        var state = await seat.ReadAsync(CancellationToken.None);
        return snapshot is { } made && made.Revision == state.Revision
            ? made
            : snapshot = new LinkSnapshot(text, state.Revision, StateCodec.Write(state));
    }

    // The store's and the queues' refusals are answers: an exception would have to be rebuilt on the other side.
    private static async Task<LinkAnswer> GuardAsync(Func<Task<LinkAnswer>> decide)
    {
        try
        {
            return await decide();
        }
        catch (OverloadedException fault)
        {
            return new LinkAnswer { Kind = AnswerKind.Overloaded, RetryAfter = fault.RetryAfter };
        }
        catch (LeaseLostException)
        {
            return new LinkAnswer { Kind = AnswerKind.LeaseLost };
        }
        catch (KeyReusedException)
        {
            return new LinkAnswer { Kind = AnswerKind.KeyReused };
        }
        catch (StoreUnavailableException fault)
        {
            return new LinkAnswer { Kind = AnswerKind.Unavailable, Fault = fault.Message };
        }
    }
}
