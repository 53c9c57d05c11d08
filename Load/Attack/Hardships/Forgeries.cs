namespace Counterpart.Load.Attack;

/// <summary>Other sites that use somebody's session, and sessions and keys that are not worth anything any more.</summary>
internal static class Forgeries
{
    private static readonly int[] Forbidden = [403];
    private static readonly int[] Unknown = [401];
    private const string Act = "/v1/integrations/clientworks-wealthbox/resume";

    private static readonly (string Name, string Value)[][] Foreign =
    [
        [],
        [("Origin", "https://evil.example")],
        [("Origin", "null")],
        [("Origin", "")],
        [("Origin", "http://127.0.0.1.evil.example")],
        [("Origin", "http://127.0.0.1:1")],
        [("Origin", "http://127.0.0.1"), ("Origin", "https://evil.example")],
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Sec-Fetch-Site", "none")],
        [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://127.0.0.1")],
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")],
        [("Referer", "http://127.0.0.1/")],
        [("X-Forwarded-Host", "evil.example"), ("Origin", "https://evil.example")],
        [("Host", "evil.example"), ("Origin", "http://127.0.0.1")],
        [("X-Requested-With", "XMLHttpRequest"), ("Content-Type", "text/plain")],
    ];

    public static IEnumerable<Hardship> All(AttackTarget target) =>
    [
        new("other sites with somebody's session", async cancel => await ForgeAsync(target, cancel)),
        new("sessions that are altered, ended or prolonged", async cancel => await MisuseAsync(target, cancel)),
    ];

    private static async Task<IReadOnlyList<string>> ForgeAsync(AttackTarget target, CancellationToken cancel)
    {
        var cookie = await SignInAsync(target, cancel);
        var before = await target.RestAsync(cancel);
        List<string> wrong =
        [
            .. await target.EachAsync(Foreign.Select(headers => (Asking.For("POST", Act, key: null, json: null, [("Cookie", cookie), .. headers]), Forbidden)), cancel),
            .. await target.EachAsync(Foreign.Select(headers => (Asking.For("DELETE", "/v1/session", key: null, json: null, [("Cookie", cookie), .. headers]), Forbidden)), cancel),
        ];
        if (before.DifferenceTo(await target.StateAsync(cancel)) is { } difference)
        {
            wrong.Add($"it changed something: {difference}");
        }

        // Or everything would be refused.
        wrong.AddRange(await target.EachAsync(
            [
                (Asking.For("POST", Act, key: null, json: null, ("Cookie", cookie), ("Origin", "http://127.0.0.1")), [200]),
                (Asking.For("POST", Act, key: null, json: null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin")), [200]),
            ],
            cancel));
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> MisuseAsync(AttackTarget target, CancellationToken cancel)
    {
        var cookie = await SignInAsync(target, cancel);
        var altered = Enumerable.Range(0, 40).Select(number =>
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal) + 1 + (number * (cookie.Length - 30) / 40);
            return cookie[..at] + (cookie[at] == 'A' ? 'B' : 'A') + cookie[(at + 1)..];
        });
        (string Name, string Value) own = ("Origin", "http://127.0.0.1");
        List<string> wrong =
        [
            .. await target.EachAsync(altered.Append(cookie[..^4]).Append(cookie + "AAAA").Select(text => (Asking.For("GET", "/v1/me", key: null, json: null, ("Cookie", text)), Unknown)), cancel),
            .. await target.EachAsync(
                [
                    (Asking.For("POST", "/v1/session", key: null, json: null, ("Cookie", cookie), own), [401]),
                    (Asking.For("GET", "/v1/me", key: null, json: null, ("Cookie", cookie)), [200]),
                    (Asking.For("DELETE", "/v1/session", key: null, json: null, ("Cookie", cookie), own), [200]),
                    (Asking.For("GET", "/v1/me", key: null, json: null, ("Cookie", cookie)), [401]),
                    (Asking.For("GET", "/v1/events", key: null, json: null, ("Cookie", cookie)), [401]),
                ],
                cancel),
        ];
        return wrong;
    }

    private static async Task<string> SignInAsync(AttackTarget target, CancellationToken cancel)
    {
        var answer = await target.SendAsync(Asking.For("POST", "/v1/session", "cpk_demo_admin"), cancel);
        return answer.Header("Set-Cookie")?.Split(';')[0] ?? throw new InvalidOperationException($"Signing in was answered {answer}.");
    }
}
