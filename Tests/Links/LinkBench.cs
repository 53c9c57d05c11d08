using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>One link on the bench: commands at times given in seconds, and every event kept.</summary>
internal sealed class LinkBench
{
    public static readonly DateTimeOffset Zero = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly PartnerTenant Tenant = new("wealthbox", "tenant");

    private readonly List<ImmutableArray<LinkEvent>> journal = [];

    public LinkBench(Func<LinkSettings>? settings = null)
    {
        Settings = settings?.Invoke() ?? With();
        State = LinkState.New(new LinkKey("firm", "pair", "client"));
    }

    public LinkSettings Settings { get; set; }

    public LinkState State { get; private set; }

    public IReadOnlyList<ImmutableArray<LinkEvent>> Journal => journal;

    public ImmutableArray<LinkEvent> Last { get; private set; } = [];

    public static DateTimeOffset At(double seconds) => Zero + TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    public static FieldValue Text(string? text) => FieldValue.Of(text);

    public static FieldValue Phone(string number, string kind = "mobile") => FieldValue.OfParts(("number", number), ("kind", kind));

    public static LinkSettings With(
        Func<FieldRule, FieldRule>? name = null,
        ConflictPolicy conflict = ConflictPolicy.Hub,
        ConflictPolicy first = ConflictPolicy.Ask,
        TimeSpan clocks = default) => new(
        [
            (name ?? (rule => rule))(new FieldRule("name", FieldKind.Text)),
            new FieldRule("job", FieldKind.Text),
            new FieldRule("code", FieldKind.Code),
            new FieldRule(ListParts.Phones, FieldKind.Phone) { IsList = true },
            new FieldRule(FieldPaths.Primary(ListParts.Phones), FieldKind.RowReference),
        ])
        {
            DefaultConflict = conflict,
            First = first,
            ClockDifference = clocks,
        };

    /// <summary>Linked at 0, and both sides read at 1 and 2 with the same name.</summary>
    public static LinkBench Agreed(string name = "Ann", Func<LinkSettings>? settings = null)
    {
        var bench = new LinkBench(settings).Linked();
        bench.See(Side.Hub, 1, ("name", name));
        bench.See(Side.Partner, 2, ("name", name));
        return bench;
    }

    public LinkBench Linked(string partner = "contact", double at = 0)
    {
        Send(new LinkCommand.Choose(Tenant, new MatchCandidate(partner, "Ann", null, true, null), null) { At = At(at) });
        return this;
    }

    public LinkReply Send(LinkCommand command)
    {
        var decision = LinkDecider.Decide(State, command, Settings);
        State = decision.State;
        Last = decision.Events;
        if (!decision.Events.IsEmpty)
        {
            journal.Add(decision.Events);
        }

        return decision.Reply;
    }

    public static RecordRead Read(Side side, double at, params (string Path, string? Value)[] values) => new()
    {
        Side = side,
        StartedAt = At(at),
        EndedAt = At(at + 0.1),
        Single = true,
        Content = Content(values),
    };

    public static RecordRead ReadPhones(Side side, double at, params (string Id, string Number, string Kind)[] rows) =>
        Read(side, at) with { Content = Phones(rows) };

    public static RecordContent Phones(params (string Id, string Number, string Kind)[] rows) => RecordContent.Empty with
    {
        Lists = RecordContent.Empty.Lists.Add(ListParts.Phones, [.. rows.Select(row => new RecordRow(row.Id, Phone(row.Number, row.Kind)))]),
    };

    public static RecordContent Content(params (string Path, string? Value)[] values) => RecordContent.Empty with
    {
        Scalars = values.ToImmutableDictionary(value => value.Path, value => Text(value.Value)),
    };

    public LinkReply See(Side side, double at, params (string Path, string? Value)[] values) => Observe(Read(side, at, values));

    public LinkReply SeePhones(Side side, double at, params (string Id, string Number, string Kind)[] rows) => Observe(ReadPhones(side, at, rows));

    public LinkReply Observe(RecordRead read, double? at = null) =>
        Send(new LinkCommand.Observe(read) { At = at is { } late ? At(late) : read.EndedAt });

    public LinkReply Begin(Side side, double at, params (string Path, string? Value)[] values) => Begin(Read(side, at, values));

    public LinkReply Begin(RecordRead read) => Send(new LinkCommand.Begin(read) { At = read.EndedAt });

    public Attempt Begun(Side side, double at, params (string Path, string? Value)[] values) =>
        Assert.IsType<LinkReply.Begun>(Begin(side, at, values)).Attempt;

    public LinkReply Settle(Attempt attempt, double at, WriteOutcome outcome) =>
        Send(new LinkCommand.Settle(attempt.Id, attempt.Epoch, outcome, At(at - 0.1), At(at)) { At = At(at) });

    public LinkReply Applied(Attempt attempt, double at, params (string Path, string? Value)[] readBack) =>
        Settle(attempt, at, Applied(Content(readBack)));

    public static WriteOutcome Applied(RecordContent content, long? revision = null) =>
        new WriteOutcome.Applied(new SystemRecord { Id = "any", Kind = RecordKind.Person, Content = content, Revision = revision });

    public Register Name => State.RegisterAt("name");

    public DateTimeOffset? Due(Side side) => LinkDue.Of(State, side, Settings);
}
