using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Journal;

/// <summary>What one simulator was asked, what it was sent, and what that changed, on the shared clock and sequence.</summary>
internal sealed class SystemLog(Sequence sequence, TimeProvider clock)
{
    public BoundedLog<CallEntry> Calls { get; } = new(sequence);

    public BoundedLog<ChangeEntry> Changes { get; } = new(sequence);

    public BoundedLog<WriteEntry> Writes { get; } = new(sequence);

    public CallEntry Begin(Caller caller, string method, string path, string query, string? record) =>
        Calls.Add(seq => new CallEntry(seq, clock.GetUtcNow(), caller, method, path, query, record));

    public void Clear()
    {
        Calls.Clear();
        Changes.Clear();
        Writes.Clear();
    }
}
