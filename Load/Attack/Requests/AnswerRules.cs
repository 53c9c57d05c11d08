using System.Text.Json;
using System.Text.RegularExpressions;

namespace Counterpart.Load.Attack;

/// <summary>What every answer has to be like, whatever was asked.</summary>
internal static partial class AnswerRules
{
    /// <summary>The server refuses what is no HTTP, or too long, before there is a request: an empty answer, and the connection ends.</summary>
    private static readonly int[] OfTheServer = [400, 408, 411, 413, 414, 417, 431];

    /// <summary>Any operation's, although its description does not repeat them.</summary>
    private static readonly int[] OfRouting = [400, 404, 405];

    /// <summary>To a body where none belongs.</summary>
    private static readonly int[] OfBodies = [408, 413, 415];

    private static readonly string[] Needed = ["type", "title", "detail", "code"];

    /// <summary>The rule that an answer breaks; null when it is as it should be.</summary>
    public static string? Broken(RawRequest request, RawAnswer answer)
    {
        if (answer.Status >= 500 && (answer.Status != 503 || answer.Header("Retry-After") is null))
        {
            return "a failure of the server that does not say when to repeat";
        }

        if (answer.Headers.Any(header => header.Name.StartsWith("X-Injected", StringComparison.OrdinalIgnoreCase)))
        {
            return "a header of the caller's";
        }

        return request.IsHead ? null : answer.Status >= 400 ? BrokenRefusal(answer) : BrokenJson(answer);
    }

    /// <summary>Whether the description promises this status.</summary>
    public static bool IsPromised(Operation? operation, RawAnswer answer) =>
        operation is null
        || operation.Statuses.Contains(answer.Status)
        || OfRouting.Contains(answer.Status)
        || (operation.Body is null && OfBodies.Contains(answer.Status))
        || IsOfTheServer(answer);

    public static bool IsOfTheServer(RawAnswer answer) =>
        OfTheServer.Contains(answer.Status) && answer.Body.Length == 0 && string.Equals(answer.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    private static string? BrokenRefusal(RawAnswer answer)
    {
        if (IsOfTheServer(answer))
        {
            return null;
        }

        if (answer.MediaType != "application/problem+json")
        {
            return "a refusal that is no problem document";
        }

        try
        {
            using var problem = JsonDocument.Parse(answer.Body);
            var root = problem.RootElement;
            if (root.GetProperty("status").GetInt32() != answer.Status)
            {
                return "a problem document of another status";
            }

            if (Needed.Any(name => string.IsNullOrEmpty(root.GetProperty(name).GetString())))
            {
                return "a problem document without what it needs";
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "a problem document that can't be read";
        }

        return BrokenJson(answer);
    }

    // The metrics name kinds of exceptions, for operators.
    private static string? BrokenJson(RawAnswer answer)
    {
        if (answer.MediaType is not ("application/json" or "application/problem+json"))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return "an answer that says it is JSON and is not";
        }

        return Inside().IsMatch(answer.Text) ? "an answer that tells of the program's inside" : null;
    }

    [GeneratedRegex(@"\bat [A-Z]\w+(?:\.\w+)+\(|\.cs:line |\b(?:System|Microsoft|Npgsql|Orleans|SQLitePCL|Counterpart)(?:\.[A-Z]\w+)+|\b\w+Exception\b|SQLITE_|\bstack trace", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Inside();
}
