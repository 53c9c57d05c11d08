using System.Text.Json;

namespace Counterpart.Systems;

/// <summary>What became of one HTTP call. A closed set.</summary>
internal abstract record Call : IDisposable
{
    private Call()
    {
    }

    public virtual void Dispose()
    {
    }

    /// <summary>The system answered. <paramref name="Json"/> is null when the body was missing, broken off, too long or not JSON.</summary>
    /// <param name="RetryAfter">From the header of that name; null when it is absent or malformed.</param>
    public sealed record Answered(
        int Status, JsonDocument? Json, TimeSpan? RetryAfter, DateTimeOffset StartedAt, DateTimeOffset EndedAt) : Call
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        public JsonElement? Body => Json?.RootElement;

        public override void Dispose()
        {
            Json?.Dispose();
            base.Dispose();
        }
    }

    /// <summary>No answer came.</summary>
    /// <param name="MayHaveArrived">The system may have acted on the call.</param>
    public sealed record Lost(string Reason, bool MayHaveArrived) : Call;
}
