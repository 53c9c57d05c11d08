using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Faults;

/// <summary>The faults in force; the first that hits a call decides about it.</summary>
internal sealed class FaultTable(int seed)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private int _lastId;

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
