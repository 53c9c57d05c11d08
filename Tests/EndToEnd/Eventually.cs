namespace Counterpart.Tests.EndToEnd;

/// <summary>Waits for a condition of another process or thread that signals nothing; fails with its last description after a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Func<T, bool> holds, CancellationToken cancel)
    {
        var clock = RealClock.Instance;
        var end = clock.GetUtcNow() + Limit;
        while (true)
        {
            var seen = await look();
            if (holds(seen))
            {
                return seen;
            }

            Assert.True(clock.GetUtcNow() < end, $"It did not come about: {seen}");
            await Task.Delay(20, cancel);
        }
    }
}
