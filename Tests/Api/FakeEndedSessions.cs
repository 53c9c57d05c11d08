using System.Collections.Concurrent;
using Counterpart.Hosting;

namespace Counterpart.Tests.Api;

/// <summary>Several hosts may share one, as nodes share a store.</summary>
internal sealed class FakeEndedSessions : IEndedSessions
{
    private readonly ConcurrentDictionary<string, bool> ended = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    public ValueTask<bool> HasEndedAsync(string id, CancellationToken cancel) =>
        Failure is { } failure ? ValueTask.FromException<bool>(failure) : ValueTask.FromResult(ended.ContainsKey(id));

    public Task EndAsync(string id, DateTimeOffset expires, CancellationToken cancel)
    {
        if (Failure is { } failure)
        {
            return Task.FromException(failure);
        }

        ended[id] = true;
        return Task.CompletedTask;
    }
}
