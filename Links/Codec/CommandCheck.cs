using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Whether a command that was read has all that its type promises: JSON can leave members out, or say null.</summary>
internal static class CommandCheck
{
    /// <summary>The command, with what a node of an older version does not send; null when something is missing.</summary>
    public static LinkCommand? Whole(LinkCommand command) => command switch
    {
        LinkCommand.Reconsider { Added.IsDefault: true } older => older with { Added = [] },
        LinkCommand.Link link => link is { Partner: not null, Query: { } query } && IsWhole(query) ? link : null,
        LinkCommand.Choose choose => choose is { Partner: not null, Candidate: not null } ? choose : null,
        LinkCommand.Allow allow => allow.Record is null ? null : allow,
        LinkCommand.Apply apply => apply.Choices.IsDefault || apply.Choices.Any(choice => choice?.Path is null) ? null : apply,
        LinkCommand.Observe observe => IsWhole(observe.Read) ? observe : null,
        LinkCommand.Begin begin => IsWhole(begin.Read) ? begin : null,
        LinkCommand.Settle settle => IsWhole(settle.Outcome) ? settle : null,
        _ => command,
    };

    private static bool IsWhole(RecordRead? read) => read is not null && IsWhole(read.Content);

    private static bool IsWhole(WriteOutcome? outcome) => outcome switch
    {
        null => false,
        WriteOutcome.Applied applied => applied.ReadBack is { Id: not null } record && IsWhole(record.Content),
        _ => true,
    };

    private static bool IsWhole(RecordContent? content) => content is { Scalars: { } scalars, Lists: { } lists }
        && scalars.Values.All(value => value is not null)
        && lists.Values.All(rows => !rows.IsDefault && rows.All(row => row is { Id: not null, Value: not null }));

    private static bool IsWhole(MatchQuery query) =>
        IsWhole(query.Client) && !query.Candidates.IsDefault && query.Candidates.All(candidate => candidate is not null && IsWhole(candidate.Profile));

    private static bool IsWhole(RecordProfile? profile) => profile is { Id: not null, Emails.IsDefault: false, Phones.IsDefault: false }
        && profile.Emails.All(email => email is not null) && profile.Phones.All(phone => phone is not null);
}
