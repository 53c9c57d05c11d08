using Counterpart.Links;

namespace Counterpart.Grains.Interfaces;

/// <summary>A command on its way to a link. Within a silo it is passed as it is.</summary>
/// <param name="Actor">Who asks, as the journal names it.</param>
/// <param name="Reply">Keeps the reply under this key.</param>
/// <param name="Lease">The lease that a channel asks under.</param>
[GenerateSerializer, Immutable, Alias("counterpart.LinkAsk")]
public sealed record LinkAsk(
    [property: Id(0)] LinkCommand Command, [property: Id(1)] string Actor, [property: Id(2)] AskReplyKey? Reply, [property: Id(3)] AskLease? Lease)
{
    /// <summary>Whether it has what every version writes. Orleans' reader leaves null what got lost on the way.</summary>
    public bool IsWhole => Command is not null
        && Actor is not null
        && Reply is null or { Caller: not null, Key: not null, Item: not null, RequestHash: not null }
        && Lease is null or { Firm: not null, System: not null };

    /// <summary>For logs: what is in a command is a client's.</summary>
    public override string ToString() => $"{nameof(LinkAsk)} {Command.GetType().Name}";
}

/// <param name="Item">Tells apart the items of one bulk request.</param>
[GenerateSerializer, Immutable, Alias("counterpart.AskReplyKey")]
public sealed record AskReplyKey(
    [property: Id(0)] string Caller, [property: Id(1)] string Key, [property: Id(2)] string Item, [property: Id(3)] string RequestHash);

[GenerateSerializer, Immutable, Alias("counterpart.AskLease")]
public sealed record AskLease([property: Id(0)] string Firm, [property: Id(1)] string System, [property: Id(2)] long Token);
