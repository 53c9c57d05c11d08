using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>
/// Firms that ask for each other's things, and people of one firm for what is a colleague's: the answer has to be the one to an
/// identifier that nothing has, and to take as long.
/// </summary>
internal sealed class FirmProbing(AttackTarget target, int seed, TimeProvider clock, TextWriter output)
{
    private const int MostCases = 10;
    private const int Timed = 400;

    /// <summary>Medians further apart than this can't be an accident.</summary>
    private const double GrossRatio = 2;

    private static readonly string[] Changing = ["X-Request-Id", "Date", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

    private readonly Random random = new(seed);
    private int cases;

    public int Asked { get; private set; }

    /// <summary>Answers that told something, times that did, and whether anything changed.</summary>
    public int Told { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        using var demo = target.Caller("cpk_demo_admin");
        using var other = target.Caller("cpk_other_admin");
        var (ofDemo, ofOther) = (await Identifiers.OfFirmAsync(demo, "demo", cancel), await Identifiers.OfFirmAsync(other, "other", cancel));
        using var adviser = target.Caller("cpk_demo_adviser");
        var own = (await Identifiers.ClientsAsync(adviser, cancel)).ToHashSet(StringComparer.Ordinal);
        var colleagues = Identifiers.OfClients(ofDemo[ProbedThing.Client].Where(client => !own.Contains(client)));
        var strangers = Identifiers.OfClients(ofDemo[ProbedThing.Client].Where(client => client != "CW-100001"));

        var before = await target.StateAsync(cancel);
        using var connection = new RawConnection(target.Address);
        await ProbeAsync(connection, "Bearer cpk_other_admin", ofDemo, cancel);
        await ProbeAsync(connection, "Bearer cpk_demo_admin", ofOther, cancel);
        await ProbeAsync(connection, "Bearer cpk_demo_adviser", colleagues, cancel);
        await ProbeAsync(connection, "Bearer cpk_demo_client", strangers, cancel);
        if (before.DifferenceTo(await target.StateAsync(cancel)) is { } difference)
        {
            Tell($"probing changed something: {difference}");
        }

        foreach (var probe in Probe.All.Where(probe => probe.Of is ProbedThing.Client or ProbedThing.Key && probe.Body is null).Take(12))
        {
            await TimeAsync(connection, probe, "Bearer cpk_other_admin", ofDemo[probe.Of], cancel);
        }

        await ListenAsync(cancel);
        await output.WriteLineAsync($"identifiers {ofDemo.Count + ofOther.Count + colleagues.Count + strangers.Count}, asked for where they are foreign {Asked} times, told {Told}");
    }

    private async Task ProbeAsync(RawConnection connection, string authorization, Identifiers foreign, CancellationToken cancel)
    {
        foreach (var probe in Probe.All)
        {
            // Every identifier once, and at least a few.
            foreach (var id in foreign[probe.Of])
            {
                var unknown = Identifiers.Unknown(probe.Of, id, random);
                var answer = await connection.SendAsync(probe.With(id, authorization), cancel);
                var expected = await connection.SendAsync(probe.With(unknown, authorization), cancel);
                Asked++;
                if (Look(answer, id) != Look(expected, unknown))
                {
                    Tell($"{probe.With(id, authorization)}\n    was answered {Look(answer, id)}\n    and {unknown} {Look(expected, unknown)}");
                }
            }
        }
    }

    /// <summary>The answer without what is always another.</summary>
    private static string Look(RawAnswer answer, string id) =>
        $"{answer.Status} {string.Join(", ", answer.Headers.Where(header => !Changing.Contains(header.Name, StringComparer.OrdinalIgnoreCase)).Select(header => $"{header.Name}: {header.Value}"))} {answer.Text.Replace(id, "{id}", StringComparison.Ordinal)}";

    /// <summary>Foreign and unknown in turn, so that whatever else goes on falls on both.</summary>
    private async Task TimeAsync(RawConnection connection, Probe probe, string authorization, IReadOnlyList<string> foreign, CancellationToken cancel)
    {
        // One that is far off may be the machine's doing; one that always is tells something.
        var ratio = await RatioAsync(connection, probe, authorization, foreign, cancel);
        for (var tries = 1; tries < 4 && ratio is > GrossRatio or (< 1 / GrossRatio); tries++)
        {
            ratio = await RatioAsync(connection, probe, authorization, foreign, cancel);
        }

        if (ratio is > GrossRatio or < 1 / GrossRatio)
        {
            Tell($"the time tells foreign from unknown: {probe.Method} {probe.Path}");
        }
    }

    private async Task<double> RatioAsync(RawConnection connection, Probe probe, string authorization, IReadOnlyList<string> foreign, CancellationToken cancel)
    {
        var (foreignTimes, unknownTimes) = (new List<double>(Timed), new List<double>(Timed));
        for (var turn = 0; turn < Timed; turn++)
        {
            var id = foreign[turn % foreign.Count];
            foreignTimes.Add(await TimeAsync(connection, probe.With(id, authorization), cancel));
            unknownTimes.Add(await TimeAsync(connection, probe.With(Identifiers.Unknown(probe.Of, id, random), authorization), cancel));
        }

        var ratio = Median(foreignTimes) / Median(unknownTimes);
        await output.WriteLineAsync($"  {probe.Method} {probe.Path}: foreign {Median(foreignTimes):0.000} ms, unknown {Median(unknownTimes):0.000} ms, ratio {ratio:0.00}");
        return ratio;
    }

    private async Task<double> TimeAsync(RawConnection connection, RawRequest request, CancellationToken cancel)
    {
        var from = clock.GetTimestamp();
        await connection.SendAsync(request, cancel);
        return clock.GetElapsedTime(from).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A place in another firm's events brings none of them.</summary>
    private async Task ListenAsync(CancellationToken cancel)
    {
        var place = await FirstAsync("cpk_demo_admin", null, cancel);
        var epoch = place.Id.Split('-')[0];
        foreach (var after in new[] { $"{epoch}-0", $"{epoch}-1", place.Id })
        {
            Asked++;
            var heard = await FirstAsync("cpk_other_admin", after, cancel);
            if (heard.Text.Contains("CW-1000", StringComparison.Ordinal) || heard.Text.Contains("\"demo\"", StringComparison.Ordinal))
            {
                Tell($"events of the other firm after {after}: {heard.Text}");
            }
        }
    }

    private async Task<(string Id, string Text)> FirstAsync(string key, string? after, CancellationToken cancel)
    {
        using var caller = target.Caller(key);
        using var request = new HttpRequestMessage(HttpMethod.Get, after is null ? "/v1/events" : $"/v1/events?after={after}");
        using var answer = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            return ("", await answer.Content.ReadAsStringAsync(cancel));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        var (id, text) = ("", new System.Text.StringBuilder());
        try
        {
            while (await reader.ReadLineAsync(limit.Token) is { } line)
            {
                text.AppendLine(line);
                if (line.StartsWith("id:", StringComparison.Ordinal))
                {
                    id = line[3..].Trim();
                }

                if (id.Length > 0 && after is null)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It says no more for now.
        }

        return (id, text.ToString());
    }

    private void Tell(string what)
    {
        Told++;
        if (++cases <= MostCases)
        {
            output.WriteLine($"  {what}");
        }
    }
}
