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

    // The store's and the queues' refusals are answers: an exception would have to be rebuilt on the other side.
    public async Task<LinkAnswer> AskAsync(LinkAsk ask)
    {
        if (!ask.IsWhole)
        {
            return new LinkAnswer { Kind = AnswerKind.Unavailable, Fault = "A part of the command got lost on its way to the link." };
        }

        var reply = ask.Reply is { } key ? new ReplyKey(key.Caller, key.Key, key.Item, key.RequestHash) : null;
        var lease = ask.Lease is { } stamp ? new LeaseStamp(stamp.Firm, stamp.System, stamp.Token) : null;
        try
        {
            var answer = await seat.AskAsync(ask.Command, new CommandContext(ask.Actor, reply, lease), CancellationToken.None);
            return new LinkAnswer
            {
                Kind = AnswerKind.Decided,
                Reply = answer.Reply,
                Seq = answer.Seq,
                Revision = answer.Revision,
                Repeated = answer.Repeated,
            };
        }
        catch (Exception fault) when (Refusal(fault) is { } refusal)
        {
            return refusal;
        }
    }

    public async Task<LinkAnswer> ReviseDueAsync()
    {
        try
        {
            await seat.ReviseDueAsync(CancellationToken.None);
            return new LinkAnswer { Kind = AnswerKind.Decided };
        }
        catch (Exception fault) when (Refusal(fault) is { } refusal)
        {
            return refusal;
        }
    }

    public async Task<LinkSnapshot> ReadAsync()
    {
        var state = await seat.ReadAsync(CancellationToken.None);
        return snapshot is { } made && made.Revision == state.Revision
            ? made
            : snapshot = new LinkSnapshot(text, state.Revision, StateCodec.Write(state));
    }

    private static LinkAnswer? Refusal(Exception fault) => fault switch
    {
        OverloadedException full => new LinkAnswer { Kind = AnswerKind.Overloaded, RetryAfter = full.RetryAfter },
        LeaseLostException => new LinkAnswer { Kind = AnswerKind.LeaseLost },
        KeyReusedException => new LinkAnswer { Kind = AnswerKind.KeyReused },
        StoreUnavailableException lost => new LinkAnswer { Kind = AnswerKind.Unavailable, Fault = lost.Message },
        _ => null,
    };
}
