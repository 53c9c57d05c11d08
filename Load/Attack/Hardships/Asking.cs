using System.Globalization;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Requests that are written by hand.</summary>
internal static class Asking
{
    /// <param name="key">Null: none is sent.</param>
    public static RawRequest For(string method, string path, string? key, string? json = null, params (string Name, string Value)[] more) =>
        Of(method, path, key, json is null ? [] : Encoding.UTF8.GetBytes(json), json is null ? more : [("Content-Type", "application/json"), .. more]);

    public static RawRequest Of(string method, string path, string? key, byte[] body, params (string Name, string Value)[] more)
    {
        List<(string Name, string Value)> headers = [];
        if (!more.Any(header => header.Name == "Host"))
        {
            headers.Add(("Host", "127.0.0.1"));
        }

        if (key is not null)
        {
            headers.Add(("Authorization", $"Bearer {key}"));
        }

        headers.AddRange(more);
        if (method is not ("GET" or "HEAD") || body.Length > 0)
        {
            headers.Add(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
        }

        return new RawRequest(method, path, headers, body);
    }

    /// <summary>What is wrong with an answer; null: it has one of the statuses and keeps the rules.</summary>
    public static string? Wrong(RawRequest request, RawAnswer answer, params int[] statuses) =>
        AnswerRules.Broken(request, answer) is { } rule ? $"{rule}: {request.Method} {request.Path} was answered {answer}"
        : statuses.Contains(answer.Status) ? null
        : $"{request.Method} {request.Path} was answered {answer} instead of {string.Join(" or ", statuses)}";

    /// <summary>Sends it on a connection of its own.</summary>
    public static async Task<RawAnswer> SendAsync(this AttackTarget target, RawRequest request, CancellationToken cancel)
    {
        using var connection = new RawConnection(target.Address);
        return await connection.SendAsync(request, cancel);
    }

    /// <summary>One after another; what is wrong with their answers.</summary>
    public static async Task<IReadOnlyList<string>> EachAsync(
        this AttackTarget target, IEnumerable<(RawRequest Request, int[] Statuses)> requests, CancellationToken cancel)
    {
        List<string> wrong = [];
        foreach (var (request, statuses) in requests)
        {
            try
            {
                if (Wrong(request, await target.SendAsync(request, cancel), statuses) is { } fault)
                {
                    wrong.Add(fault);
                }
            }
            catch (IOException fault)
            {
                wrong.Add($"{request.Method} {request.Path} was not answered: {fault.Message}");
            }
        }

        return wrong;
    }
}
