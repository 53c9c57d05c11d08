using System.Globalization;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>What the product says of itself: its operations, from <c>/openapi/v1.json</c>.</summary>
internal sealed class ApiDescription
{
    private readonly JsonElement root;

    private ApiDescription(JsonElement root)
    {
        this.root = root;
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where method.Value.TryGetProperty("operationId", out _)
               select new Operation(method.Name.ToUpperInvariant(), path.Name, method.Value),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    public static ApiDescription Parse(byte[] json) => new(JsonDocument.Parse(json).RootElement);

    /// <summary>The schema itself, where this is a reference to one.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        }

        return schema;
    }
}

/// <summary>One method of one path.</summary>
internal sealed class Operation
{
    public Operation(string method, string path, JsonElement described)
    {
        Method = method;
        Path = path;
        Name = described.GetProperty("operationId").GetString()!;
        Parameters = described.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(item => new Parameter(item))] : [];
        Statuses = described.GetProperty("responses").EnumerateObject().Select(answer => int.Parse(answer.Name, CultureInfo.InvariantCulture)).ToHashSet();
        if (described.TryGetProperty("requestBody", out var body))
        {
            var content = body.GetProperty("content").EnumerateObject().First();
            Body = content.Value.GetProperty("schema");
            Example = content.Value.TryGetProperty("example", out var example) ? example : null;
        }
    }

    public string Method { get; }

    public string Path { get; }

    public string Name { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Statuses that the description promises.</summary>
    public IReadOnlySet<int> Statuses { get; }

    /// <summary>Null: it takes no body.</summary>
    public JsonElement? Body { get; }

    public JsonElement? Example { get; }

    public bool IsSafe => Method is "GET" or "HEAD";
}

internal sealed class Parameter(JsonElement described)
{
    public string Name { get; } = described.GetProperty("name").GetString()!;

    /// <summary>path, query or header.</summary>
    public string Place { get; } = described.GetProperty("in").GetString()!;

    public JsonElement Schema { get; } = described.GetProperty("schema");

    public JsonElement? Example { get; } = described.TryGetProperty("example", out var example) ? example : null;
}
