using System.Reflection;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

/// <summary>A store over another one, that can be made to save no channel any more: who waits for that gives up when the session ends.</summary>
public class StuckStore : DispatchProxy
{
    private IStore inner = null!;
    private volatile bool stuck;
    private int looks;

    /// <summary>How often it was asked what is due while it was stuck.</summary>
    public int Looks => Volatile.Read(ref looks);

    public static (IStore Store, StuckStore Control) Over(IStore store)
    {
        var made = Create<IStore, StuckStore>();
        var control = (StuckStore)(object)made;
        control.inner = store;
        return (made, control);
    }

    public void Stick() => stuck = true;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (stuck && targetMethod!.Name == nameof(IStore.SaveChannelAsync) && args![^1] is CancellationToken { CanBeCanceled: true } cancel)
        {
            return NeverAsync(cancel);
        }

        if (stuck && targetMethod!.Name == nameof(IStore.DueAsync))
        {
            Interlocked.Increment(ref looks);
        }

        return targetMethod!.Invoke(inner, args);
    }

    private static async Task<bool> NeverAsync(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, EndToEnd.RealClock.Instance, cancel);
        return false;
    }
}
