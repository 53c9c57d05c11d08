using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>The laws, as they can be seen in the small world.</summary>
internal sealed partial class World
{
    /// <summary>To be called after <see cref="Heal"/>.</summary>
    public void CheckAtRest()
    {
        foreach (var (path, register) in State.Registers)
        {
            Require(1, register.Status is RegisterStatus.Agreed or RegisterStatus.Held, $"{path} is {register.Status}");
            Require(1, register.Hold is not (HoldReason.Altered or HoldReason.Refused) || partner.Habits.Truncates || !Scalars.Contains(path), $"{path} is {register.Hold} by a system that takes everything");
            Require(1, register.Status != RegisterStatus.Agreed || MeansTheSame(path, register), $"{path} is agreed, but {register.Hub.Seen} is not {register.Partner.Seen}");
        }

        CheckSeen(Side.Hub);
        CheckSeen(Side.Partner);
        ledger.Check(State);
        CheckReplay();
        var records = journal.Count;
        var revisions = (hub.Now.Revision, partner.Now.Revision);
        Pass(Side.Hub, lag: 0);
        Pass(Side.Partner, lag: 0);
        RunWhatIsDue();
        Require(1, records == journal.Count, "one more pass was recorded");
        Require(1, revisions == (hub.Now.Revision, partner.Now.Revision), "one more pass was written");
    }

    /// <summary>Law 2: what a person entered last, with quiet around it, is what both sides hold.</summary>
    public void CheckAgreed()
    {
        Require(2, Conflicts == 0, "a conflict among edits that were made one after the other");
        foreach (var (path, register) in State.Registers)
        {
            Require(2, register.Status == RegisterStatus.Agreed, $"{path} is {register.Status} {register.Hold}");
        }
    }

    /// <summary>What a side holds now is what was entered there, and the other side holds the same.</summary>
    public void CheckHolds(Side edited)
    {
        foreach (var (path, entered) in enteredLast)
        {
            Require(2, Same(path, OutsideSystem.Scalar(System(edited).Now, path), entered), $"{path} at the {edited} is not {entered} any more");
            Require(2, Same(path, OutsideSystem.Scalar(System(edited.Other()).Now, path), entered), $"{path} at the {edited.Other()} is not {entered}");
        }
    }

    private void CheckReplay()
    {
        var folded = LinkState.New(State.Key);
        var stored = StateCodec.Write(folded);
        foreach (var record in journal)
        {
            var written = EventJson.Write(record);
            folded = LinkFold.Replay(folded, EventJson.Read(written));
            stored = StateCodec.Write(LinkFold.Replay(StateCodec.Read(State.Key, stored), EventJson.Read(written)));
            Require(8, stored.AsSpan().SequenceEqual(StateCodec.Write(folded)), "a state that was stored and the next record give another state");
        }

        var bytes = StateCodec.Write(State);
        Require(8, StateCodec.Write(folded).AsSpan().SequenceEqual(bytes), "the journal folds to another state");
        Require(8, StateCodec.Write(StateCodec.Read(State.Key, bytes)).AsSpan().SequenceEqual(bytes), "the state's bytes are not stable");
    }

    private void CheckSeen(Side side)
    {
        var system = System(side);
        foreach (var path in Scalars)
        {
            var there = OutsideSystem.Scalar(system.Now, path);
            Require(1, Same(path, State.RegisterAt(path).Of(side).Seen!, there), $"{path} at the {side} is {there}, and not as seen");
        }

        var tags = State.Registers.Where(entry => FieldPaths.IsTag(entry.Key) && !entry.Value.Of(side).Seen!.IsBlank).Select(entry => entry.Key);
        Require(1, tags.SequenceEqual(system.Now.Tags.Select(TagPath).Order(StringComparer.Ordinal)), $"tags at the {side} are not as seen");
        var held = State.Rows.Where(row => row.Value.Of(side) is not null).ToDictionary(row => row.Value.Of(side)!, row => row.Key);
        Require(1, system.Now.Rows.Select(row => row.Id).Order().SequenceEqual(held.Keys.Order()), $"rows at the {side} are not as seen");
        foreach (var row in system.Now.Rows)
        {
            var there = FieldValue.OfParts(("number", row.Number), ("kind", row.Kind));
            Require(1, Same(held[row.Id], State.RegisterAt(held[row.Id]).Of(side).Seen!, there), $"{held[row.Id]} at the {side} is {there}, and not as seen");
        }
    }

    private static string TagPath(string name) => FieldPaths.Tag(name.ToLowerInvariant());

    private bool MeansTheSame(string path, Register register) =>
        Same(path, register.Hub.Seen!, register.Partner.Seen!)
        || (home.RuleOf(path)!.Kind == FieldKind.RowReference && (register.Hub.Seen!.IsBlank || register.Partner.Seen!.IsBlank));

    private bool Same(string path, FieldValue left, FieldValue right) =>
        Canon.Same(home.RuleOf(path)!.Kind, settings.Region, left, right);

    /// <summary>Law 3: nothing is written unless the read in <c>Begin</c> showed what was expected.</summary>
    private void CheckExpected(LinkReply reply, RecordRead read)
    {
        if (reply is not LinkReply.Begun(var attempt, var patch))
        {
            return;
        }

        foreach (var entry in attempt.Paths)
        {
            var rule = settings.RuleOf(entry.Path)!;
            if (rule.Kind == FieldKind.RowReference)
            {
                continue;
            }

            var id = patch.Rows.FirstOrDefault(row => row.Path == entry.Path)?.RowId;
            var shown = rule.Kind == FieldKind.Tag
                ? read.Content.Lists[rule.Path].FirstOrDefault(row => TagPath(row.Value.Text!) == entry.Path)?.Value ?? FieldValue.Blank
                : rule.IsList
                ? read.Content.Lists[rule.Path].FirstOrDefault(row => row.Id == id)?.Value ?? FieldValue.Blank
                : read.Content.Scalars[entry.Path];
            Require(3, Same(entry.Path, shown, entry.Expected), $"{entry.Path} was expected to be {entry.Expected} and read as {shown}");
        }
    }

    /// <summary>An interval holds a time at which the value was truly set: certain order rests on it.</summary>
    private void CheckInterval(LinkEvent happened)
    {
        if (happened is not LinkEvent.Seen seen)
        {
            return;
        }

        foreach (var value in seen.Values)
        {
            var held = State.RegisterAt(value.Path).Of(seen.Side);
            if (Scalars.Contains(value.Path) && held.Version != value.Version)
            {
                var (people, ours) = System(seen.Side).Setters(value.Path, value.Value, value.NotBefore, seen.NotAfter);
                Require(2, people || ours, $"{value.Path}={value.Value} was not set in its interval");

                // While its answer is not known, or another edit was seen meanwhile, a write of ours may look like an edit; and
                // what is mapped anew is seen for the first time.
                Require(4, people || value.Ghost || indistinct.Contains((seen.Side, value.Path)) || held.Seen is null || held.Doubt || State.Open?.Of(value.Path) is not null, $"{value.Path}={value.Value} is our own, and taken for an edit");
            }
        }
    }

    private static void CheckRising(LinkState before, LinkState after)
    {
        Require(7, after.Revision == before.Revision + 1, "a record did not count as one revision");
        Require(7, after.LastVersion >= before.LastVersion && after.LastRow >= before.LastRow && after.LastAttempt >= before.LastAttempt, "a counter fell");
        Require(7, after.Epoch >= before.Epoch, "the epoch fell");
        if (after.Epoch != before.Epoch)
        {
            return;
        }

        foreach (var (path, register) in before.Registers)
        {
            var then = after.Registers.GetValueOrDefault(path) ?? register;
            Require(7, then.Hub.Version >= register.Hub.Version && then.Partner.Version >= register.Partner.Version, $"a version of {path} fell");
        }
    }

    private static void Require(int law, bool holds, string what)
    {
        if (!holds)
        {
            throw new LawBroken(law, what);
        }
    }
}
