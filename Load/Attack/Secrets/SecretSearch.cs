using System.Net.Http.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Attack;

/// <summary>After everything else: every place where a secret could have come to.</summary>
internal sealed class SecretSearch(AttackTarget target, PlantedSecrets planted, OtlpReceiver telemetry, TextWriter output)
{
    private const int MostCases = 10;
    private const int Shown = 300;

    private static readonly string[] Callers = ["cpk_demo_admin", "cpk_demo_adviser", "cpk_demo_client", "cpk_demo_operator", "cpk_other_admin"];
    private static readonly string[] OfALink = ["", "/history?limit=200", "/sync", "/candidates"];

    private static readonly string[] Pages =
    [
        "/v1/me", "/v1/clients?limit=200", "/v1/links?limit=200", "/v1/notices?limit=200", "/v1/keys", "/v1/connections", "/v1/channels", "/v1/budgets", "/v1/firms", "/v1/audit?limit=200",
        "/v1/audit/export?format=csv", "/v1/audit/export?format=jsonl", "/metrics", "/openapi/v1.json", $"/v1/integrations/{AttackTarget.Integration}", $"/v1/integrations/{AttackTarget.Integration}/preview",
    ];

    public int Leaks { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        var scan = new SecretScan(planted.All);
        using (var admin = target.Caller("cpk_demo_operator"))
        {
            // On a database of its own tools it is refused.
            using var backup = await admin.PostAsync("/v1/backups", content: null, cancel);
            await output.WriteLineAsync($"  a backup was answered {(int)backup.StatusCode}");
        }

        var answers = await AnswersAsync(cancel);
        Tell(scan.InTexts("an answer", answers));
        Tell(scan.InTexts("traces", telemetry.Traces));
        Tell(scan.InTexts("metrics", telemetry.Metrics));
        Tell(scan.InFolder(target.Folder, running: true).Where(found => !found.EndsWith("product.log", StringComparison.Ordinal)));
        Tell(scan.InTexts("the log", await target.LogAsync(cancel)));
        var rows = await target.TextsAsync(cancel);
        Tell(scan.InTexts("the database", rows));
        var dumps = Directory.EnumerateFiles(target.Folder, "*", SearchOption.AllDirectories).Where(IsDump).ToList();
        Tell(dumps.Select(dump => $"a dump of memory: {dump}"));
        await output.WriteLineAsync(
            $"secrets planted {planted.All.Count}; searched {answers.Count} answers, {telemetry.Traces.Count} reports of traces, {telemetry.Metrics.Count} of metrics, "
            + $"{Directory.EnumerateFiles(target.Folder, "*", SearchOption.AllDirectories).Count()} files of {Directory.EnumerateFiles(target.Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1_000_000} MB, {rows.Count} rows; leaks {Leaks}");
    }

    private static bool IsDump(string file) => Path.GetFileName(file) is var name && (name.StartsWith("core", StringComparison.Ordinal) || name.EndsWith(".dmp", StringComparison.Ordinal));

    private async Task<List<string>> AnswersAsync(CancellationToken cancel)
    {
        var answers = new List<string>();
        foreach (var key in Callers)
        {
            using var caller = target.Caller(key);
            var links = Enumerable.Range(100_001, AttackTarget.Links).SelectMany(number =>
                OfALink.Select(page => $"/v1/links/{AttackTarget.Integration}/CW-{number}{page}"));
            foreach (var page in Pages.Concat(links))
            {
                using var answer = await caller.GetAsync(new Uri(page, UriKind.Relative), cancel);
                answers.Add($"{answer.Headers} {await answer.Content.ReadAsStringAsync(cancel)}");
            }
        }

        return answers;
    }

    private void Tell(IEnumerable<string> found)
    {
        foreach (var leak in found)
        {
            if (++Leaks <= MostCases)
            {
                output.WriteLine($"  {(leak.Length > Shown ? leak[..Shown] : leak)}");
            }
        }
    }
}
