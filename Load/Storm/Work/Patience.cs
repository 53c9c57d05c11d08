using System.Net;

namespace Counterpart.Load.Storm;

/// <summary>Repeats what it is told to repeat, when it is told to: for what prepares and checks a run, and is no part of the load.</summary>
internal sealed class Patience(TimeProvider clock) : DelegatingHandler
{
    private const int MostTries = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                || answer.Headers.RetryAfter?.Delta is not { } wait || tries >= MostTries)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(wait < Longest ? wait : Longest, clock, cancellationToken);
        }
    }
}
