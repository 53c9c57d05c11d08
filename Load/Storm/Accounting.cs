using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>The account of a long run: pair after pair, since all histories at once would not fit in memory.</summary>
internal static class Accounting
{
    private const int AtOnce = 200;

    public static async Task<Account> OfAsync(Laboratory laboratory, People people, Dictionary<Slot, List<Change>> slots, CancellationToken cancel)
    {
        var account = new Account();
        var edits = people.Edits.ToLookup(edit => edit.Value.Pair);
        var answered = people.Answered.ToLookup(post => post.Pair);
        var places = slots.ToLookup(slot => Evidence.PairOf(slot.Key));
        foreach (var pairs in Enumerable.Range(0, laboratory.Pairs).Where(pair => edits.Contains(pair) || places.Contains(pair)).Chunk(AtOnce))
        {
            var evidence = await Evidence.GatherAsync(
                laboratory, pairs.SelectMany(pair => places[pair]).ToDictionary(slot => slot.Key, slot => slot.Value), pairs, cancel);
            account.Include(Account.Of([.. pairs.SelectMany(pair => edits[pair])], [.. pairs.SelectMany(pair => answered[pair])], evidence));
        }

        return account;
    }
}
