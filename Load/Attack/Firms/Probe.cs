using System.Globalization;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>A question about something that has an identifier.</summary>
/// <param name="Of">What is identified.</param>
/// <param name="Path">With <c>{id}</c> where the identifier stands.</param>
/// <param name="Body">Likewise; null: none.</param>
internal sealed record Probe(ProbedThing Of, string Method, string Path, string? Body = null)
{
    private const string Hole = "{id}";
    private const string Link = $"/v1/links/{AttackTarget.Integration}/{Hole}";

    private const string Choices = """{"choices":[{"path":"name/last","stands":"hub","hubVersion":1,"partnerVersion":1}]}""";

    public static readonly IReadOnlyList<Probe> All =
    [
        new(ProbedThing.Client, "GET", Link),
        new(ProbedThing.Client, "GET", $"{Link}/history"),
        new(ProbedThing.Client, "GET", $"{Link}/history?path=name/last&limit=5"),
        new(ProbedThing.Client, "GET", $"{Link}/sync"),
        new(ProbedThing.Client, "GET", $"{Link}/sync?differing=true"),
        new(ProbedThing.Client, "GET", $"{Link}/view?side=hub"),
        new(ProbedThing.Client, "GET", $"{Link}/view?side=partner&redirect=true"),
        new(ProbedThing.Client, "GET", $"{Link}/candidates"),
        new(ProbedThing.Client, "GET", $"{Link}/candidates?query=smith"),
        new(ProbedThing.Client, "GET", $"/v1/notices?client={Hole}"),
        new(ProbedThing.Client, "GET", $"/v1/clients?query={Hole}"),
        new(ProbedThing.Client, "POST", $"{Link}/choice", """{"partner":"20001"}"""),
        new(ProbedThing.Client, "POST", $"{Link}/sync", Choices),
        new(ProbedThing.Client, "POST", $"{Link}/resolve", Choices),
        new(ProbedThing.Client, "POST", $"{Link}/refresh"),
        new(ProbedThing.Client, "POST", $"{Link}/pause"),
        new(ProbedThing.Client, "POST", $"{Link}/resume"),
        new(ProbedThing.Client, "DELETE", $"{Link}/never/20001"),
        new(ProbedThing.Client, "POST", "/v1/links", $$"""{"integration":"{{AttackTarget.Integration}}","clients":["{{Hole}}"]}"""),
        new(ProbedThing.Client, "POST", "/v1/links/unlink", $$"""{"integration":"{{AttackTarget.Integration}}","clients":["{{Hole}}"]}"""),
        new(ProbedThing.Client, "POST", "/v1/links/unlink", $$"""{"integration":"{{AttackTarget.Integration}}","clients":["{{Hole}}"],"reason":"wrongMatch"}"""),
        new(ProbedThing.Record, "GET", $"/v1/links?partner={Hole}"),
        new(ProbedThing.Record, "GET", $"/v1/clients?query={Hole}"),
        new(ProbedThing.Key, "POST", $"/v1/keys/{Hole}/rotate", """{"overlapMinutes":1}"""),
        new(ProbedThing.Key, "DELETE", $"/v1/keys/{Hole}"),
        new(ProbedThing.Firm, "POST", $"/v1/firms/{Hole}/admin-key", """{"label":"probe"}"""),
        new(ProbedThing.Cursor, "GET", $"/v1/clients?cursor={Hole}"),
        new(ProbedThing.Cursor, "GET", $"/v1/links?cursor={Hole}"),
        new(ProbedThing.Cursor, "GET", $"/v1/notices?cursor={Hole}"),
    ];

    public RawRequest With(string id, string authorization)
    {
        var body = Body is null ? [] : Encoding.UTF8.GetBytes(Body.Replace(Hole, id, StringComparison.Ordinal));
        List<(string Name, string Value)> headers = [("Host", "127.0.0.1"), ("Authorization", authorization)];
        if (body.Length > 0)
        {
            headers.Add(("Content-Type", "application/json"));
        }

        if (Method != "GET")
        {
            headers.Add(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
        }

        return new RawRequest(Method, Path.Replace(Hole, id, StringComparison.Ordinal), headers, body);
    }
}

internal enum ProbedThing
{
    Client,
    Record,
    Key,
    Firm,
    Cursor,
}
