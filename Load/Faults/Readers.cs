using Counterpart.Load.Lab;

namespace Counterpart.Load.Faults;

/// <summary>Somebody who looks at links all the time, whatever goes wrong.</summary>
internal static class Readers
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Laboratory laboratory, TimeProvider clock, CancellationToken stop)
    {
        var client = $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(0)}";
        string[] paths = [client, $"{client}/history?limit=10", $"/v1/links?integration={Laboratory.Integration}&limit=20", $"/v1/notices?integration={Laboratory.Integration}", "/v1/channels"];
        for (var place = 0; !stop.IsCancellationRequested; place++)
        {
            try
            {
                using var answer = await laboratory.Api.GetAsync(paths[place % paths.Length], stop);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                // Whoever hears all answers counts it.
            }

            await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
