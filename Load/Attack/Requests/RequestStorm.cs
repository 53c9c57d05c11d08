using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Counterpart.Load.Attack;

/// <summary>Sends generated requests, some at a time, and holds every answer against the rules.</summary>
internal sealed class RequestStorm(AttackTarget target, ApiDescription description, Names names, SecretScan? secrets, int seed, TextWriter output)
{
    private const int AtATime = 16;
    private const int Batch = 100;
    private const int MostCases = 10;

    /// <summary>Longer than anything here may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> accepted = new(StringComparer.Ordinal);
    private readonly List<(Operation Operation, Regex Path)> routes = [.. description.Operations.Select(operation => (operation, RouteOf(operation)))];
    private int requests;
    private int unexpected;
    private int compared;
    private int changed;

    public int Requests => requests;

    /// <summary>Answers that break a rule, and batches of refusals that changed something.</summary>
    public int Unexpected => unexpected + changed;

    /// <summary>First requests that must all be refused where they could change something, with the state compared; then any.</summary>
    public async Task RunAsync(int count, CancellationToken cancel)
    {
        var tame = count / 2;
        var connections = new ConcurrentBag<RawConnection>(Enumerable.Range(0, AtATime).Select(_ => new RawConnection(target.Address)));
        var maker = new RequestMaker(description, names, seed, tame: true);
        var before = await target.StateAsync(cancel);
        for (var first = 0; first < tame; first += Batch)
        {
            var wasAccepted = await SendAsync(maker, first, Math.Min(Batch, tame - first), connections, tame: true, cancel);
            var after = await target.StateAsync(cancel);
            if (!wasAccepted && before.DifferenceTo(after) is not null)
            {
                // It may be a consequence of what was accepted before: the same once more, from rest.
                before = await target.RestAsync(cancel);
                wasAccepted = await SendAsync(maker, first, Math.Min(Batch, tame - first), connections, tame: true, cancel);
                after = await target.StateAsync(cancel);
            }

            if (!wasAccepted)
            {
                compared++;
                Compare(first, before, after);
            }

            before = after;
        }

        maker = new RequestMaker(description, names, seed, tame: false);
        await SendAsync(maker, tame, count - tame, connections, tame: false, cancel);
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        Print();
    }

    /// <summary>One request again, as it was.</summary>
    public async Task ReplayAsync(int number, bool tame, CancellationToken cancel)
    {
        using var connection = new RawConnection(target.Address);
        var request = new RequestMaker(description, names, seed, tame).Make(number);
        await output.WriteLineAsync(request.ToString());
        await output.WriteLineAsync($"  {await connection.SendAsync(request, cancel)}");
    }

    /// <returns>Whether anything was accepted that may change something.</returns>
    private async Task<bool> SendAsync(RequestMaker maker, int first, int count, ConcurrentBag<RawConnection> connections, bool tame, CancellationToken cancel)
    {
        var wasAccepted = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel },
            async (number, token) =>
            {
                connections.TryTake(out var connection);
                var request = maker.Make(number);
                if (await AskAsync(connection!, request, number, tame, token) is { Status: < 400 } && !IsSafe(request.Method))
                {
                    Interlocked.Increment(ref wasAccepted);
                    accepted.AddOrUpdate((OperationOf(request)?.Name ?? request.Method) + (tame ? "*" : ""), 1, (_, times) => times + 1);
                }

                connections.Add(connection!);
            });
        return wasAccepted > 0;
    }

    private async Task<RawAnswer?> AskAsync(RawConnection connection, RawRequest request, int number, bool tame, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        Interlocked.Increment(ref requests);
        try
        {
            var answer = await connection.SendAsync(request, limit.Token);
            statuses.AddOrUpdate(answer.Status, 1, (_, times) => times + 1);
            var broken = AnswerRules.Broken(request, answer)
                ?? (secrets?.In(answer.Body) is { } secret ? $"an answer with the secret {secret}" : null)
                ?? (AnswerRules.IsPromised(OperationOf(request), answer) ? null : "a status that the description does not have");
            if (broken is not null)
            {
                Tell(broken, request, number, tame, answer.ToString());
            }

            return answer;
        }
        catch (IOException fault)
        {
            // A server need not read what is far too long to the end.
            statuses.AddOrUpdate(0, 1, (_, times) => times + 1);
            if (request.Body.Length <= 1024 * 1024)
            {
                Tell("no answer", request, number, tame, fault.Message);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Tell("no answer in time", request, number, tame, Limit.ToString());
        }

        return null;
    }

    private void Compare(int first, StoreState before, StoreState after)
    {
        if (before.DifferenceTo(after) is { } difference)
        {
            changed++;
            output.WriteLine($"refused requests changed something: {difference}; they were --seed {seed} --only {first} to {first + Batch - 1} --tame");
        }
    }

    private void Tell(string broken, RawRequest request, int number, bool tame, string answer)
    {
        if (Interlocked.Increment(ref unexpected) <= MostCases)
        {
            lock (output)
            {
                output.WriteLine($"  {broken}: --seed {seed} --only {number}{(tame ? " --tame" : "")}");
                output.WriteLine(request.ToString());
                output.WriteLine($"    was answered {answer}");
            }
        }
    }

    private void Print()
    {
        output.WriteLine($"requests {requests}, over {description.Operations.Count} operations; answers by status (0: none, to a body that was too large):");
        output.WriteLine("  " + string.Join("  ", statuses.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}: {entry.Value}")));
        output.WriteLine("accepted, of those that can change something (* although all of these should have been refused):");
        output.WriteLine("  " + string.Join("  ", accepted.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value}")));
        output.WriteLine($"batches of {Batch} without such a one {compared}; of these the state differed afterwards in {changed}");
    }

    private static bool IsSafe(string method) => method.ToUpperInvariant() is "GET" or "HEAD";

    private Operation? OperationOf(RawRequest request)
    {
        var path = request.Path.Split('?')[0];
        return routes.Find(route => string.Equals(route.Operation.Method, request.Method, StringComparison.Ordinal) && route.Path.IsMatch(path)).Operation;
    }

    private static Regex RouteOf(Operation operation) => new(
        string.Create(CultureInfo.InvariantCulture, $"^{Regex.Replace(operation.Path, @"\{\w+\}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1))}$"), RegexOptions.None, TimeSpan.FromSeconds(1));
}
