using Counterpart.Grains.Interfaces;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Orleans.Runtime;

namespace Counterpart.Grains;

/// <summary>The Orleans host: every link is a grain on one of the cluster's silos, and is asked there.</summary>
/// <remarks>
/// A call that Orleans could not deliver, or that was not answered in time, may have taken effect: it is told like a store that could not
/// be reached, and may be repeated.
/// </remarks>
public sealed class ClusterLinkHost : ILinkHost
{
    private volatile IGrainFactory? grains;
    private volatile GrainKind? kind;

    /// <summary>Goes to work: the silo is up, or the client is connected.</summary>
    public void Join(IGrainFactory factory) => grains = factory;

    public async Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
    {
        var reply = context.Reply is { } kept ? new AskReplyKey(kept.Caller, kept.Key, kept.Item, kept.RequestHash) : null;
        var lease = context.Lease is { } stamp ? new AskLease(stamp.Firm, stamp.System, stamp.Token) : null;
        var answer = await CallAsync(Grain(key).AskAsync(new LinkAsk(command, context.Actor, reply, lease)), context, cancel);
        return new Answer(answer.Reply!, answer.Seq, answer.Revision, answer.Repeated);
    }

    public Task ReviseDueAsync(LinkKey key, CancellationToken cancel) => CallAsync(Grain(key).ReviseDueAsync(), context: null, cancel);

    private static async Task<LinkAnswer> CallAsync(Task<LinkAnswer> call, CommandContext? context, CancellationToken cancel)
    {
        LinkAnswer answer;
        try
        {
            // The caller may go away; the link goes on all the same.
            answer = await call.WaitAsync(cancel);
        }
        catch (LimitExceededException)
        {
            throw new OverloadedException(TimeSpan.FromSeconds(1));
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            throw new StoreUnavailableException("The link could not be reached, or did not answer in time.", fault);
        }

        return answer.Kind switch
        {
            AnswerKind.Decided => answer,
            AnswerKind.Overloaded => throw new OverloadedException(answer.RetryAfter ?? TimeSpan.FromSeconds(1)),
            AnswerKind.LeaseLost => throw new LeaseLostException(context!.Lease!),
            AnswerKind.KeyReused => throw new KeyReusedException(),
            AnswerKind.Unavailable => throw new StoreUnavailableException(answer.Fault ?? "The link's silo could not reach the store."),
            _ => throw new StoreUnavailableException("The link's silo is of a newer version, and its answer is not understood."),
        };
    }

    // The factory finds out the names of an interface by its attributes, for every call anew.
    private ILinkGrain Grain(LinkKey key)
    {
        var factory = grains ?? throw new StoreUnavailableException("The cluster has not been joined yet.");
        var text = LinkGrainKey.Of(key);
        if (kind is { } known)
        {
            return (ILinkGrain)factory.GetGrain(GrainId.Create(known.Type, text), known.Interface);
        }

        var grain = factory.GetGrain<ILinkGrain>(text);
        if (grain is GrainReference reference)
        {
            kind = new GrainKind(reference.GrainId.Type, reference.InterfaceType);
        }

        return grain;
    }

    private sealed record GrainKind(GrainType Type, GrainInterfaceType Interface);
}
