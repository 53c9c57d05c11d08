namespace Counterpart.Load.Lab;

/// <summary>Every edit of a run under exactly one fate; the laws that a run could have broken, counted.</summary>
internal sealed class Account
{
    private const int MostCases = 5;

    private readonly SortedDictionary<string, int> fates = new(StringComparer.Ordinal);
    private readonly List<string> cases = [];

    public int Edits { get; private set; }

    public IReadOnlyDictionary<string, int> Fates => fates;

    public int Unexplained { get; private set; }

    /// <summary>Values of ours that were applied twice at a place with a person's edit between.</summary>
    public int WrittenTwiceOverNewer { get; private set; }

    /// <summary>Values overwritten unseen at a system with conditional writes.</summary>
    public int GapsAtTheHub { get; private set; }

    /// <summary>Posts answered as accepted whose record or value is not there.</summary>
    public int AnsweredAndLost { get; private set; }

    /// <summary>Values that stand last on one side of a pair and not on the other.</summary>
    public int Diverged { get; private set; }

    public int OurWrites { get; private set; }

    public bool Holds => Unexplained + Diverged + WrittenTwiceOverNewer + GapsAtTheHub + AnsweredAndLost == 0 && fates.Values.Sum() == Edits;

    public static Account Of(People people, Evidence evidence) => Of([.. people.Edits], [.. people.Answered], evidence);

    public static Account Of(IReadOnlyCollection<KeyValuePair<string, Edit>> edits, IReadOnlyCollection<AnsweredPost> answered, Evidence evidence)
    {
        var account = new Account { Edits = edits.Count };
        var places = Places(evidence);
        var current = Current(evidence);
        foreach (var (token, edit) in edits)
        {
            account.Count(FateOf(token, edit, evidence, places, current), token, edit, evidence);
        }

        var standing = Standing(evidence, "clientworks", Laboratory.PairOfClient);
        standing.SymmetricExceptWith(Standing(evidence, "wealthbox", Laboratory.PairOfContact));
        account.Diverged = standing.Count;
        account.WrittenTwiceOverNewer = evidence.Slots.Values.Sum(TwiceOverNewer);
        account.OurWrites = evidence.Slots.Values.Sum(changes => changes.Count(change => change.Ours));
        var lost = answered.Where(post => !evidence.Histories[post.Pair].HasRecord(post.Seq) || !evidence.Histories[post.Pair].HasSeen(post.Token)).ToList();
        account.AnsweredAndLost = lost.Count;
        account.cases.AddRange(lost.Take(MostCases - account.cases.Count).Select(post =>
            CaseOf($"answered with sequence {post.Seq} and lost", post.Token, new Edit(post.Pair, "clientworks"), evidence)));
        return account;
    }

    /// <summary>Takes in the account of other pairs.</summary>
    public void Include(Account other)
    {
        Edits += other.Edits;
        Unexplained += other.Unexplained;
        Diverged += other.Diverged;
        WrittenTwiceOverNewer += other.WrittenTwiceOverNewer;
        GapsAtTheHub += other.GapsAtTheHub;
        AnsweredAndLost += other.AnsweredAndLost;
        OurWrites += other.OurWrites;
        foreach (var (fate, count) in other.fates)
        {
            fates[fate] = fates.GetValueOrDefault(fate) + count;
        }

        cases.AddRange(other.cases.Take(MostCases - cases.Count));
    }

    public void Print(TextWriter output)
    {
        output.WriteLine($"edits {Edits}, each under one fate:");
        foreach (var (fate, count) in fates)
        {
            output.WriteLine($"  {count,8}  {fate}");
        }

        output.WriteLine($"  {fates.Values.Sum(),8}  in all");
        output.WriteLine($"values that we wrote {OurWrites}");
        output.WriteLine($"standing on one side only {Diverged}");
        output.WriteLine($"written twice over something newer {WrittenTwiceOverNewer}");
        output.WriteLine($"overwritten unseen at the hub {GapsAtTheHub}");
        output.WriteLine($"answered and lost {AnsweredAndLost}");
        output.WriteLine($"unexplained {Unexplained}");
        foreach (var told in cases)
        {
            output.WriteLine(told);
        }
    }

    private static string FateOf(
        string token, Edit edit, Evidence evidence, Dictionary<string, List<Place>> places, HashSet<(string System, string Token)> current)
    {
        if (current.Contains(("clientworks", token)) && current.Contains(("wealthbox", token)))
        {
            return "current";
        }

        var history = evidence.Histories[edit.Pair];
        var own = places.GetValueOrDefault(token)?.Find(place => place.System == edit.System && !place.Ours);
        if (own is null)
        {
            return "the simulator does not know it";
        }

        if (history.LostBy(token) is { } rule)
        {
            return $"lost by {rule}";
        }

        switch (own.Next)
        {
            case null:
                return "unexplained: it stands on its side and not on the other";
            case { Ours: false }:
                return history.HasSeen(token) ? "overtaken by a later edit" : "superseded before it could be seen";
            default:
                if (places[token].Exists(place => place.System != edit.System))
                {
                    return "overtaken by a later edit";
                }

                if (history.WasOvertakenOnItsWay(token))
                {
                    return "overtaken on its way";
                }

                return edit.System == "clientworks" ? "gap at the hub" : "overwritten in the gap between read and write";
        }
    }

    private void Count(string fate, string token, Edit edit, Evidence evidence)
    {
        fates[fate] = fates.GetValueOrDefault(fate) + 1;
        var unexplained = fate.StartsWith("unexplained", StringComparison.Ordinal) || fate.StartsWith("the simulator", StringComparison.Ordinal);
        Unexplained += unexplained ? 1 : 0;
        GapsAtTheHub += fate == "gap at the hub" ? 1 : 0;
        if ((unexplained || fate == "gap at the hub") && cases.Count < MostCases)
        {
            cases.Add(CaseOf(fate, token, edit, evidence));
        }
    }

    /// <summary>What the simulator and the history tell of the place, around a value that has no good fate.</summary>
    private static string CaseOf(string fate, string token, Edit edit, Evidence evidence)
    {
        var (slot, changes) = evidence.Slots.FirstOrDefault(entry => entry.Key.System == edit.System && entry.Value.Exists(change => change.Token == token));
        var index = changes?.FindIndex(change => change.Token == token) ?? 0;
        var around = changes?.Skip(Math.Max(0, index - 3)).Take(7).Select(change => $"{change.At:HH:mm:ss.fff} {(change.Ours ? "ours" : "edit")} {change.Token}") ?? [];
        var history = evidence.Histories[edit.Pair];
        var told = history.PathOf(token) is { } path ? history.At(path).Reverse().ToList() : [];
        var first = Math.Max(0, told.FindIndex(line => line.Contains(token, StringComparison.Ordinal)) - 4);
        return string.Join(
            Environment.NewLine, [$"{fate}: {token} of pair {edit.Pair} at {slot}", .. around.Select(line => $"    {line}"), .. told.Skip(first).Take(16).Select(line => $"    {line}")]);
    }

    private static Dictionary<string, List<Place>> Places(Evidence evidence)
    {
        var places = new Dictionary<string, List<Place>>(StringComparer.Ordinal);
        foreach (var (slot, changes) in evidence.Slots)
        {
            for (var i = 0; i < changes.Count; i++)
            {
                if (changes[i].Token is { } token)
                {
                    if (!places.TryGetValue(token, out var list))
                    {
                        places[token] = list = [];
                    }

                    list.Add(new Place(slot.System, changes[i].Ours, i + 1 < changes.Count ? changes[i + 1] : null));
                }
            }
        }

        return places;
    }

    private static HashSet<(string System, string Token)> Current(Evidence evidence) =>
        [.. evidence.Slots.Where(slot => slot.Value[^1].Token is not null).Select(slot => (slot.Key.System, slot.Value[^1].Token!))];

    private static HashSet<(int Pair, string Token)> Standing(Evidence evidence, string system, Func<string, int> pairOf) =>
    [
        .. evidence.Slots
            .Where(slot => slot.Key.System == system && slot.Value[^1].Token is not null)
            .Select(slot => (pairOf(slot.Key.Record), slot.Value[^1].Token!)),
    ];

    private static int TwiceOverNewer(List<Change> changes)
    {
        var count = 0;
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i] is not { Ours: true, Token: { } token })
            {
                continue;
            }

            if (written.TryGetValue(token, out var before) && changes.Skip(before + 1).Take(i - before - 1).Any(change => !change.Ours))
            {
                count++;
            }

            written[token] = i;
        }

        return count;
    }

    private sealed record Place(string System, bool Ours, Change? Next);
}
