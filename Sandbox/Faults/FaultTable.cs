using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Faults;

/// <summary>The faults in force; the first that hits a call decides about it.</summary>
internal sealed class FaultTable(int seed)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly List<string> _held = [];
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;

    /// <summary>Whose calls are held now.</summary>
    public IReadOnlyList<string> Held
    {
        get
        {
            lock (_gate)
                return [.. _held];
        }
    }

    public int Add(FaultRequest request)
    {
        lock (_gate)
        {
            var fault = new Fault(++_lastId, request, seed);
            _faults.Add(fault);
            return fault.Id;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
        Release();
    }

    /// <summary>Calls that are held go on, and no further ones are held.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _faults.RemoveAll(fault => fault.Request.Kind == FaultKind.Hold);
            _release.TrySetResult();
            _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task HoldAsync(Call call, CancellationToken stopping)
    {
        Task released;
        lock (_gate)
        {
            _held.Add(call.Caller.Tenant);
            released = _release.Task;
        }
        try
        {
            await released.WaitAsync(stopping);
        }
        finally
        {
            lock (_gate)
                _held.Remove(call.Caller.Tenant);
        }
    }

    public FaultRequest? Take(Call call)
    {
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                if (fault.Hits(call))
                    return fault.Request;
            }
            return null;
        }
    }
}
