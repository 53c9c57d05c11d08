using System.Globalization;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Makes requests from the product's description of itself. The same seed, number and kind make the same request.</summary>
/// <param name="tame">Every request that could change something has a fault for which it has to be refused.</param>
internal sealed class RequestMaker(ApiDescription description, Names names, int seed, bool tame)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "GE", "QUERY", "M-SEARCH"];

    private static readonly string[] MediaTypes =
    [
        "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=\"", "application/jsonx",
        "application/problem+json", "application", "/", "application/json, text/html", "\u00e9/\u00e9", ";", "application/json;;;", "application/json; charset=us-ascii; charset=utf-8",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("Idempotency-Key", ["", " ", "a", "k-1", "k-2", "k-3", "\u00e9", "a b", new string('k', 129), new string('k', 5000), "\"k\"", "a,b"]),
        ("If-Match", ["*", "\"1\"", "\"0\"", "W/\"1\"", "\"99999999999999999999\"", "\"-1\"", "\"", "\"\"", "1", "\"1\", \"2\"", "\u00ff", new string('1', 4000)]),
        ("Last-Event-ID", ["", "0", "-1", "x-1", "0000000000000000-1", "-", "1-99999999999999999999", new string('9', 3000), "\u00e9"]),
        ("Accept", ["", "*/*", "text/html", "application/xml;q=0", "q=1;;", "\u00ff", "text/event-stream"]),
        ("Content-Encoding", ["gzip", "br", "identity", "deflate, gzip", "x"]),
        ("Cookie", ["counterpart-session=", "counterpart-session=AAAA", "counterpart-session=" + "%00", "counterpart-session=\u00ff", "__Host-counterpart-session=x; counterpart-session=CfDJ8", "=;=;"]),
        ("Expect", ["100-continue", "200-ok"]),
        ("Range", ["bytes=0-1", "bytes=-"]),
        ("Origin", ["https://evil.example", "null", "", "http://127.0.0.1"]),
        ("Sec-Fetch-Site", ["cross-site", "same-origin", "none", "x"]),
        ("X-Forwarded-For", ["1.2.3.4", "::1", "x", "127.0.0.1, 10.0.0.1", new string(',', 2000)]),
        ("X-Forwarded-Proto", ["https", "javascript", ""]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("Host", ["", "evil.example", "a b", "[", "127.0.0.1:99999", "\u00e9"]),
        ("traceparent", ["00-0-0-00", "00-00000000000000000000000000000000-0000000000000000-01", new string('0', 2000), "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]),
        ("tracestate", ["=", new string('a', 4000)]),
        ("baggage", ["a=b;c", "%00=%00"]),
        ("Transfer-Encoding", ["chunked", "identity", "gzip, chunked", "x"]),
        ("If-None-Match", ["*", "\"1\""]),
        ("Connection", ["close", "upgrade"]),
        ("Upgrade", ["websocket", "h2c"]),
        ("X-Original-URL", ["/v1/keys"]),
    ];

    public RawRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var operation = description.Operations[random.Next(description.Operations.Count)];
        var fault = !tame && random.Next(4) == 0 ? Fault.None : (Fault)random.Next(1, (int)Fault.Count);
        if (fault == Fault.Size && random.Next(10) > 0)
        {
            fault = Fault.Body;
        }

        var caller = names.Caller(random).Authorization;

        // A backup is a copy of the database: some are enough.
        if (operation.Name == "makeBackup" && random.Next(100) > 0 && names.Authorization(Names.Operator) == caller)
        {
            caller = null;
        }

        if (tame && !operation.IsSafe && (operation.Body is null || fault is Fault.None or Fault.Query or Fault.Header))
        {
            // What it has no body for can be refused for its caller, its method or its path only.
            fault = random.Next(2) == 0 ? Fault.Path : Fault.Caller;
        }

        if (fault == Fault.Caller)
        {
            caller = BadCaller(random);
        }

        var method = fault == Fault.Method ? Methods[random.Next(Methods.Length)] : operation.Method;
        var headers = new List<(string Name, string Value)> { ("Host", "127.0.0.1") };
        if (caller is not null)
        {
            headers.Add(("Authorization", caller));
        }

        var path = PathOf(operation, fault, random) + QueryOf(operation, fault, random);
        var body = BodyOf(operation, fault, random);
        AddHeaders(operation, fault, body, random, headers);
        if (headers.Exists(header => header is { Name: "Transfer-Encoding" }))
        {
            body = [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. body.Length == 0 ? "\r\n"u8 : "\r\n0\r\n\r\n"u8];
        }

        return new RawRequest(method, path, headers, body);
    }

    private string PathOf(Operation operation, Fault fault, Random random)
    {
        var parts = operation.Path.Split('/');
        var holes = Enumerable.Range(0, parts.Length).Where(part => parts[part].StartsWith('{')).ToList();
        var odd = fault != Fault.Path ? -1
            : holes.Count > 0 && (tame || random.Next(3) > 0) ? holes[random.Next(holes.Count)]
            : random.Next(1, parts.Length);
        for (var part = 1; part < parts.Length; part++)
        {
            if (part == odd)
            {
                parts[part] = OddTexts.Segment(random);
            }
            else if (holes.Contains(part))
            {
                parts[part] = names.For(parts[part].Trim('{', '}'), random) ?? "x";
            }
        }

        var path = string.Join('/', parts);
        return fault != Fault.Path ? path : random.Next(12) switch
        {
            0 => path + "/",
            1 => "/" + path,
            2 => path + "/" + OddTexts.Segment(random),
            3 when !tame => path.ToUpperInvariant(),
            _ => path,
        };
    }

    private string QueryOf(Operation operation, Fault fault, Random random)
    {
        var query = new StringBuilder();
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Place == "query" && random.Next(3) == 0))
        {
            Add(query, parameter.Name, random.Next(3) == 0 ? null : Value(parameter, random), random);
        }

        if (fault == Fault.Query)
        {
            var known = operation.Parameters.Where(parameter => parameter.Place == "query").Select(parameter => parameter.Name).ToList();
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                Add(query, known.Count > 0 && random.Next(3) > 0 ? known[random.Next(known.Count)] : OddTexts.Segment(random), null, random);
            }
        }

        return query.ToString();
    }

    private string? Value(Parameter parameter, Random random)
    {
        if (parameter.Schema.TryGetProperty("enum", out var values))
        {
            return values[random.Next(values.GetArrayLength())].ToString();
        }

        return parameter.Schema.GetProperty("type").ToString() == "integer"
            ? random.Next(-1, 300).ToString(CultureInfo.InvariantCulture)
            : names.For(parameter.Name, random) ?? parameter.Example?.ToString();
    }

    private static void Add(StringBuilder query, string name, string? value, Random random) =>
        query.Append(query.Length == 0 ? '?' : random.Next(20) == 0 ? ';' : '&').Append(name).Append(random.Next(20) == 0 ? "[]=" : "=").Append(
            value is null ? OddTexts.Segment(random) : Uri.EscapeDataString(value));

    private byte[] BodyOf(Operation operation, Fault fault, Random random)
    {
        if (operation.Body is null)
        {
            return fault == Fault.Body ? Encoding.UTF8.GetBytes(OddTexts.Json(random)) : [];
        }

        var json = new BodyMaker(description, names, random, fault == Fault.Body ? 20 : 0).Of(operation);
        return fault switch
        {
            Fault.Malformed => Bytes.Broken(json, random),
            Fault.Size => Bytes.Noise(random, (1024 * 1024) + random.Next(1, 200_000)),
            _ => Encoding.UTF8.GetBytes(json),
        };
    }

    private static void AddHeaders(Operation operation, Fault fault, byte[] body, Random random, List<(string Name, string Value)> headers)
    {
        var type = fault == Fault.MediaType ? MediaTypes[random.Next(MediaTypes.Length)] : body.Length > 0 ? "application/json" : "";
        if (type.Length > 0)
        {
            headers.Add(("Content-Type", type));
        }

        if (fault == Fault.Header)
        {
            for (var count = random.Next(10) == 0 ? 80 : random.Next(1, 5); count > 0; count--)
            {
                var (name, values) = Headers[random.Next(Headers.Length)];
                headers.Add((name, values[random.Next(values.Length)]));
            }
        }
        else if (operation.Parameters.Any(parameter => parameter.Place == "header" && parameter.Name == "Idempotency-Key") && random.Next(3) == 0)
        {
            headers.Add(("Idempotency-Key", $"k-{random.Next(200)}"));
        }

        if (body.Length > 0 || !operation.IsSafe)
        {
            headers.Add(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string? BadCaller(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => "",
        2 => "Bearer",
        3 => "Bearer ",
        4 => "Basic Y3BrOmRlbW8=",
        5 => "Bearer \u00e9\u00ff",
        6 => "Bearer " + new string('k', random.Next(100, 5000)),
        7 => "Bearer cpk_demo_admin cpk_demo_admin",
        _ => $"Bearer cpk_{random.NextInt64():x}",
    };

    private enum Fault
    {
        None,
        Body,
        Malformed,
        MediaType,
        Size,
        Path,
        Query,
        Header,
        Method,
        Caller,
        Count,
    }
}
