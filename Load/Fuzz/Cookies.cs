using System.Text;
using Counterpart.Api;
using Counterpart.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Load.Fuzz;

/// <summary>Session cookies, and places in listings. Both are made by us and come back from whoever.</summary>
internal static class Cookies
{
    private const string Scope = "demo";
    private static readonly Sessions Sessions = new(new EphemeralDataProtectionProvider(), new NoneEnded(), new ApiOptions(), new StandingClock());

    /// <summary>One that was not made with this key is none: only what nobody changed is read.</summary>
    public static byte[]? Session(byte[] bytes) => Sessions.Read(Encoding.Latin1.GetString(bytes)) is { } session
        ? throw new InvalidOperationException($"A session of {session.KeyHash} was made of nothing.")
        : null;

    /// <summary>A mutated one almost never has its sum: so the input becomes the place itself, and a cursor as well.</summary>
    public static byte[]? Cursor(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (PageCursor.TryRead(text, Scope, out var place))
        {
            return Encoding.UTF8.GetBytes(PageCursor.Write(place, Scope)!);
        }

        var half = text.Length / 2;
        var written = (NameKey: Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text[..Math.Min(half, 5000)])), Id: Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text[half..])));
        return PageCursor.TryRead(PageCursor.Write(written, Scope)!, Scope, out var read) && read == written
            ? null
            : throw new InvalidOperationException("A place is read as another one.");
    }

    private sealed class NoneEnded : IEndedSessions
    {
        public ValueTask<bool> HasEndedAsync(string id, CancellationToken cancel) => new(false);

        public Task EndAsync(string id, DateTimeOffset expires, CancellationToken cancel) => Task.CompletedTask;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56);
    }
}
