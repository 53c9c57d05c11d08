using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>How quick a product under test is.</summary>
internal static class ProductTuning
{
    public static HostTuning Of(Action<HostTuning>? tune)
    {
        var tuning = new HostTuning();
        Apply(tuning, tune);
        return tuning;
    }

    public static void Apply(HostTuning tuning, Action<HostTuning>? tune)
    {
        tuning.InternalHosts.Add("127.0.0.1");
        tuning.Debounce = TimeSpan.FromMilliseconds(20);
        tuning.Systems["wealthbox"] =
            new SystemTuning { PollEvery = TimeSpan.FromMilliseconds(100), BudgetCalls = 1_000_000, ReadLag = TimeSpan.Zero };
        tuning.Systems["clientworks"] = new SystemTuning { PollEvery = TimeSpan.FromMilliseconds(100) };
        tune?.Invoke(tuning);
    }
}
