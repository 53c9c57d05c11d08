using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Api;

/// <summary>
/// Makes sessions and reads them back. A session is in its cookie alone, encrypted and authenticated with the key ring, so that every
/// node that shares the ring can read it; a node remembers which were ended here before their time.
/// </summary>
internal sealed class Sessions(IDataProtectionProvider protection, ApiOptions options, TimeProvider clock)
{
    private const int MostEnded = 100_000;
    private readonly IDataProtector protector = protection.CreateProtector("Counterpart.Session.v1");
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> ended = new(StringComparer.Ordinal);

    public (Session Session, string Text) Start(string keyHash)
    {
        var session = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), keyHash, clock.GetUtcNow() + options.SessionLifetime);
        var sealedText = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session, SessionJson.Default.Session));
        return (session, System.Buffers.Text.Base64Url.EncodeToString(sealedText));
    }

    /// <summary>Null for what is not a session of ours, or one that is over.</summary>
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

        return session is not null && IsOn(session) ? session : null;
    }

    public bool IsOn(Session session)
    {
        if (session.Expires <= clock.GetUtcNow())
        {
            return false;
        }

        lock (gate)
        {
            return !ended.ContainsKey(session.Id);
        }
    }

    public void End(Session session)
    {
        lock (gate)
        {
            if (ended.Count >= MostEnded)
            {
                Forget();
            }

            ended[session.Id] = session.Expires;
        }
    }

    /// <summary>Those that are over by now anyway; if that makes no room, also what would be over soonest.</summary>
    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (id, _) in ended.Where(entry => entry.Value <= now).ToList())
        {
            ended.Remove(id);
        }

        if (ended.Count >= MostEnded)
        {
            foreach (var (id, _) in ended.OrderBy(entry => entry.Value).Take(MostEnded / 10).ToList())
            {
                ended.Remove(id);
            }
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Session))]
internal sealed partial class SessionJson : System.Text.Json.Serialization.JsonSerializerContext;
