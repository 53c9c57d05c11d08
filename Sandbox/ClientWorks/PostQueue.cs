namespace Counterpart.Sandbox.ClientWorks;

/// <summary>Clients with a change that was not posted yet, each once and oldest first.</summary>
internal sealed class PostQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource _signal = NewSignal();

    public Task Waiting
    {
        get
        {
            lock (_gate)
                return _signal.Task;
        }
    }

    public void Add(string client)
    {
        lock (_gate)
        {
            if (_waiting.Add(client))
                _order.Enqueue(client);
            _signal.TrySetResult();
        }
    }

    public List<string> Take(int most)
    {
        lock (_gate)
        {
            var taken = new List<string>();
            while (taken.Count < most && _order.TryDequeue(out var client))
            {
                _waiting.Remove(client);
                taken.Add(client);
            }
            if (_order.Count == 0 && _signal.Task.IsCompleted)
                _signal = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
