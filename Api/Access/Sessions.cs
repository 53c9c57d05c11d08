using System.Security.Cryptography;
using System.Text.Json;
using Counterpart.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Api;

/// <summary>
/// Makes sessions and reads them back. A session is in its cookie alone, encrypted and authenticated with the key ring, so that every
/// node that shares the ring can read it; which were ended before their time the nodes' store knows.
/// </summary>
internal sealed class Sessions(IDataProtectionProvider protection, IEndedSessions ended, ApiOptions options, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("Counterpart.Session.v1");

    public (Session Session, string Text) Start(string keyHash)
    {
        var session = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), keyHash, clock.GetUtcNow() + options.SessionLifetime);
        var sealedText = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session, SessionJson.Default.Session));
        return (session, System.Buffers.Text.Base64Url.EncodeToString(sealedText));
    }

    /// <summary>Null for what is not a session of ours, or one whose time is over; it may have been ended before.</summary>
    public Session? Read(string text)
    {
        Session? session;
        try
        {
            session = JsonSerializer.Deserialize(protector.Unprotect(System.Buffers.Text.Base64Url.DecodeFromChars(text)), SessionJson.Default.Session);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or JsonException)
        {
            return null;
        }

        return session is not null && !IsOver(session) ? session : null;
    }

    public async ValueTask<bool> IsOnAsync(Session session, CancellationToken cancel) =>
        !IsOver(session) && !await ended.HasEndedAsync(session.Id, cancel);

    public Task EndAsync(Session session, CancellationToken cancel) => ended.EndAsync(session.Id, session.Expires, cancel);

    private bool IsOver(Session session) => session.Expires <= clock.GetUtcNow();
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Session))]
internal sealed partial class SessionJson : System.Text.Json.Serialization.JsonSerializerContext;
