using System.Collections.Immutable;
using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>
/// Two systems, people who edit in them, and one link between, with a channel that reads, writes and crashes. Single-threaded,
/// with a clock of its own; the laws that can be are checked after every command.
/// </summary>
internal sealed partial class World
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Scalars = ["name/last", "jobTitle", "employer", "birthDate", "status"];
    private static readonly string[] Texts = ["ann", "bo", "cy", "Delta", "", "no!", "a longer text", "a longer thing"];
    private static readonly int[] Waits = [50, 200, 400, 1000, 2500, 10_000, 40_000, 700_000];
    private static readonly string[] Tags = ["vip", "VIP", "Old client", "r1", "primary"];
    private static readonly string[] Kinds = ["mobile", "home", "work"];

    private readonly LinkSettings home;
    private LinkSettings settings;
    private readonly OutsideSystem hub;
    private readonly OutsideSystem partner;
    private readonly Ledger ledger;
    private readonly List<ImmutableArray<LinkEvent>> journal = [];
    private readonly List<RecordRead> late = [];
    private readonly List<(DateTimeOffset At, Side Side, Attempt Attempt, RecordPatch Patch)> onTheirWay = [];
    private readonly Dictionary<Side, PushCycle?> cycles = new() { [Side.Hub] = null, [Side.Partner] = null };
    private readonly Dictionary<Side, DateTimeOffset> servedAsOf = new() { [Side.Hub] = default, [Side.Partner] = default };
    private readonly Dictionary<Side, DateTimeOffset> passes = new() { [Side.Hub] = DateTimeOffset.MinValue, [Side.Partner] = DateTimeOffset.MinValue };

    /// <summary>
    /// Where a write of ours may look like an edit: somebody entered what it was about to bring, and a read cannot tell the two;
    /// or the path was taken from the mapping, and what was known of it forgotten, within the read lag after it.
    /// </summary>
    private readonly HashSet<(Side Side, string Path)> indistinct = [];
    private readonly Dictionary<string, FieldValue> enteredLast = new(StringComparer.Ordinal);
    private readonly bool traced;

    public World(LinkSettings settings, Habits hubHabits, Habits partnerHabits, bool traced = false)
    {
        home = this.settings = settings;
        this.traced = traced;
        ledger = new Ledger(settings);
        hub = new OutsideSystem(hubHabits, First("h", "ann", "5550100001"), Start.AddDays(-1), "h");
        partner = new OutsideSystem(partnerHabits, First("p", "bo", "(555) 010-0001"), Start.AddDays(-1), "p");
        State = LinkState.New(new LinkKey("firm", "clientworks-wealthbox", "client"));
        var candidate = new MatchCandidate("contact", "Ann", null, true, null);
        Send(new LinkCommand.Choose(new PartnerTenant("wealthbox", "t"), candidate, null) { At = Now });
    }

    public LinkState State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Start;

    public List<string> Trace { get; } = [];

    public int Conflicts => ledger.Conflicts;

    public int Records => journal.Count;

    public OutsideSystem System(Side side) => side == Side.Hub ? hub : partner;

    public void Do(WorldStep step)
    {
        Tell(step.ToString());
        var side = (Side)step.Side;
        var system = System(side);
        var rows = system.Now.Rows.Length;
        Advance(1 + step.How);
        switch (step.Act)
        {
            case Act.Wait:
                Advance(Waits[step.What]);
                break;
            case Act.Edit:
                var path = Scalars[step.What % Scalars.Length];
                var text = path == "birthDate" ? string.Create(CultureInfo.InvariantCulture, $"1980-01-0{1 + (step.How % 6)}") : Texts[step.How % Texts.Length];
                system.Edit(Now, path, text);
                enteredLast[path] = FieldValue.Of(text);
                if (onTheirWay.Select(write => write.Attempt).Append(State.Open)
                    .Any(attempt => attempt?.Side == side && attempt.Of(path) is { } sent && Same(path, sent.Value, FieldValue.Of(text))))
                {
                    indistinct.Add((side, path));
                }

                break;
            case Act.AddRow when rows < 4:
                system.AddRow(Now, Number(step.What), Kinds[step.How % 3]);
                break;
            case Act.EditRow when rows > 0:
                system.EditRow(Now, step.How % rows, Number(step.What));
                break;
            case Act.DeleteRow when rows > 0:
                system.DeleteRow(Now, step.How % rows);
                break;
            case Act.Tag:
                system.Tag(Now, Tags[step.What % Tags.Length]);
                break;
            case Act.MakePrimary when rows > 0:
                system.MakePrimary(Now, step.How % rows);
                break;
            case Act.Pass:
                Pass(side, step.How);
                break;
            case Act.PassLate:
                late.Add(Read(side, single: false, lag: step.How));
                break;
            case Act.Deliver when late.Count > 0:
                Deliver(step.What % late.Count, twice: step.How % 4 == 0);
                break;
            case Act.Post:
                Post(side, Scalars[step.What % Scalars.Length], counted: step.How % 2 == 0);
                break;
            case Act.Push:
                RunCycle(side);
                break;
            case Act.PushStep:
                StepCycle(side, step.How);
                break;
            case Act.Crash:
                Crash();
                break;
            case Act.Pause:
                Send(new LinkCommand.Pause { At = Now });
                break;
            case Act.Resume:
                Send(new LinkCommand.Resume { At = Now });
                break;
            case Act.Apply:
                Apply(side, step.What, step.How);
                break;
            case Act.Refresh:
                Send(new LinkCommand.Refresh { At = Now });
                break;
            case Act.Configure:
                Configure(step.What + (step.How % 3), told: step.How % 4 != 3);
                break;
        }
    }

    public void Advance(int milliseconds)
    {
        var until = Now.AddMilliseconds(milliseconds);
        foreach (var arriving in onTheirWay.Where(write => write.At <= until).OrderBy(write => write.At).ToList())
        {
            onTheirWay.Remove(arriving);
            if (Write(arriving.Side, arriving.At, arriving.Patch) is WriteOutcome.Applied)
            {
                Tell($"  applied late at the {arriving.Side}");
                ledger.Written(arriving.Attempt);
            }
        }

        Now = until;
    }

    public void Observe(RecordRead read) => Send(new LinkCommand.Observe(read) { At = Now });

    /// <summary>A complete pass: what it reads is committed before it counts as complete.</summary>
    public void Pass(Side side, int lag)
    {
        var read = Read(side, single: false, lag);
        Observe(read);
        var outstanding = late.Where(other => other.Side == side).Select(other => other.StartedAt);
        if (cycles[side] is { Step: PushStep.Begin(var what) })
        {
            outstanding = outstanding.Append(what.StartedAt);
        }

        passes[side] = outstanding.Append(read.StartedAt).Min() - settings.Of(side).ReadLag;
    }

    /// <summary>Reads a record; what it shows may be as old as the system's read lag, but never older than what was read before.</summary>
    public RecordRead Read(Side side, bool single, int lag)
    {
        var system = System(side);
        var startedAt = Now;
        Advance(20);
        var asOf = Now;
        if (!system.Habits.Revisions && lag % 3 == 2)
        {
            asOf = startedAt - (settings.Of(side).ReadLag * (lag / 12.0));
        }

        asOf = asOf > servedAsOf[side] ? asOf : servedAsOf[side];
        servedAsOf[side] = asOf;
        var record = system.Record(system.AsOf(asOf), side == Side.Hub ? "client" : "contact");
        Advance(20);
        var read = new RecordRead
        {
            Side = side,
            RecordId = record.Id,
            Content = record.Content,
            Revision = record.Revision,
            StartedAt = startedAt,
            EndedAt = Now,
            Single = single,
            UnchangedSince = passes[side],
        };
        return read;
    }

    public void Tell(string line)
    {
        if (traced)
        {
            Trace.Add($"{(Now - Start).TotalSeconds,9:0.000} {line}");
        }
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"555010000{number}");

    private static Snapshot First(string prefix, string name, string number) => new(
        1,
        ImmutableSortedDictionary<string, string>.Empty.AddRange(Scalars.Select(path => KeyValuePair.Create(path, path switch
        {
            "name/last" => name,
            "birthDate" => "1980-01-01",
            _ => string.Empty,
        }))),
        [new WorldRow(prefix + "1", number, "mobile")],
        prefix + "1",
        [prefix == "h" ? "from the hub" : "from the partner"]);

    private void Deliver(int index, bool twice)
    {
        var read = late[index];
        if (!twice)
        {
            late.RemoveAt(index);
        }

        Observe(read);
    }

    private void Post(Side side, string path, bool counted)
    {
        var system = System(side);
        if (!system.Habits.Revisions)
        {
            return;
        }

        var content = system.Record(system.Now, "any").Content;
        Observe(new RecordRead
        {
            Side = side,
            Content = new RecordContent { Scalars = content.Scalars.Where(pair => pair.Key == path).ToImmutableDictionary() },
            StartedAt = Now,
            EndedAt = Now,
            Revision = counted ? system.Now.Revision : null,
            Whole = false,
        });
    }

    private void Crash()
    {
        cycles[Side.Hub] = null;
        cycles[Side.Partner] = null;
        State = StateCodec.Read(State.Key, StateCodec.Write(State));
    }

    private LinkReply Send(LinkCommand command)
    {
        var before = State;
        var (after, events, reply) = LinkDecider.Decide(before, command, settings);
        if (events.IsEmpty)
        {
            Require(7, ReferenceEquals(before, after), "a decision without events changed the state");
            Tell($"  {command.GetType().Name} -> {reply}");
            return reply;
        }

        journal.Add(events);
        var folding = before;
        foreach (var happened in events)
        {
            Tell($"  {Show(happened)}");
            ledger.Take(folding, happened);
            CheckInterval(happened);
            folding = LinkFold.Apply(folding, happened);
        }

        CheckRising(before, after);
        State = after;
        return reply;
    }

    private static string Show(LinkEvent happened) => happened switch
    {
        LinkEvent.Seen seen => $"Seen {seen.Side} {string.Join("; ", seen.Values.Select(value => $"{value.Path}={value.Value} v{value.Version}{(value.Ghost ? " ghost" : "")}"))} rows {string.Join(' ', seen.Rows)}",
        LinkEvent.Merged merged => "Merged " + string.Join("; ", merged.Steps.Select(step => $"{step.Path} {step.Kind} {step.Winner} {step.Rule} {step.Hold}")),
        LinkEvent.AttemptBegun begun => $"Begun {begun.Attempt.Id} {begun.Attempt.Side} {string.Join("; ", begun.Attempt.Paths)}",
        LinkEvent.AttemptSettled settled => $"Settled {settled.Id} {string.Join("; ", settled.Paths)}",
        LinkEvent.Doubted doubted => $"Doubted {doubted.Side} {string.Join(' ', doubted.Paths)}",
        _ => happened.ToString(),
    };
}
