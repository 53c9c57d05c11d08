using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>How long edits take to the other side, as the simulators' logs come in; they may come in out of order between the two systems.</summary>
internal sealed class Staleness
{
    private readonly Dictionary<Slot, string> last = [];
    private readonly Dictionary<string, (string System, DateTimeOffset At)> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string System, DateTimeOffset At)> early = new(StringComparer.Ordinal);

    public Meter ToPartner { get; } = new();

    public Meter ToHub { get; } = new();

    /// <summary>Edits that stand on one side and are not on the other yet.</summary>
    public int Waiting => waiting.Count;

    public void Take(Slot slot, Change change)
    {
        if (change.Token is not { } token)
        {
            return;
        }

        // Whatever stood there before does not have to arrive any more.
        if (last.Remove(slot, out var before) && before != token)
        {
            waiting.Remove(before);
        }

        if (!change.Ours)
        {
            if (early.Remove(token, out var arrived))
            {
                Arrive(slot.System, change.At, arrived.At);
                return;
            }

            last[slot] = token;
            waiting[token] = (slot.System, change.At);
        }
        else if (waiting.TryGetValue(token, out var edit))
        {
            if (edit.System != slot.System)
            {
                waiting.Remove(token);
                Arrive(edit.System, edit.At, change.At);
            }
        }
        else if (early.Count < 10_000)
        {
            early.TryAdd(token, (slot.System, change.At));
        }
    }

    private void Arrive(string from, DateTimeOffset edited, DateTimeOffset arrived) =>
        (from == "clientworks" ? ToPartner : ToHub).Add(AnswerKind.Answered, arrived > edited ? arrived - edited : TimeSpan.Zero);
}
