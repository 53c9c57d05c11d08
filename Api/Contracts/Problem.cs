using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>What is wrong with a request: RFC 9457.</summary>
/// <param name="Type">A stable name of the kind of problem.</param>
/// <param name="Code">The last part of <paramref name="Type"/>.</param>
/// <param name="Errors">Each field that is wrong; absent when no field is.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    ProblemCode Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors = null);

/// <param name="Field">As the caller wrote it: <c>clients[3]</c>, <c>limit</c>, <c>name/last</c>.</param>
/// <param name="Pointer">RFC 6901, within the body; null for what is not in the body.</param>
/// <param name="Rule">What it must be, to follow the field's name.</param>
public sealed record ProblemError(string Field, string? Pointer, string Rule);
