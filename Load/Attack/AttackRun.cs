using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Attack;

/// <summary>One attack, and its verdict.</summary>
internal sealed class AttackRun(AttackOptions options, TimeProvider clock, TextWriter output)
{
    private const int KeysToLose = 200;

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await using var telemetry = await OtlpReceiver.StartAsync(cancel);
        string[] settings =
        [
            "--Logging:LogLevel:Default", "Debug",
            "--OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.Address.ToString(),
            "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--OTEL_METRIC_EXPORT_INTERVAL", "5000",
        ];
        await using var target = await AttackTarget.StartAsync(options.Cluster, settings, clock, cancel);
        await target.LinkAsync(cancel);
        using var admin = target.Caller("cpk_demo_admin");
        var description = ApiDescription.Parse(await admin.GetByteArrayAsync("/openapi/v1.json", cancel));
        var names = await NamesAsync(admin, cancel);
        if (options.Only is { } first)
        {
            var again = new RequestStorm(target, description, names, null, options.Seed, output);
            for (var number = first; number <= (options.Last ?? first); number++)
            {
                await again.ReplayAsync(number, options.Tame, cancel);
            }

            return true;
        }

        using var memory = new MemoryWatch(target.ProcessId, clock);
        var (from, before) = (clock.GetUtcNow(), memory.Now);
        await output.WriteLineAsync($"{(options.Cluster ? "a silo on PostgreSQL" : "one process on SQLite")}, {AttackTarget.Links} and {AttackTarget.OtherLinks} links of two firms; seed {options.Seed}");
        var planted = new PlantedSecrets(target);
        await planted.PlantAsync(options.WithLeak, cancel);
        var firms = new FirmProbing(target, options.Seed, clock, output);
        await firms.RunAsync(cancel);
        var hardships = new HardshipRun(target, memory, clock, output);
        await hardships.RunAsync(cancel);
        var storm = new RequestStorm(target, description, names, new SecretScan(planted.All), options.Seed, output);
        await storm.RunAsync(options.Requests, cancel);
        var search = new SecretSearch(target, planted, telemetry, output);
        await search.RunAsync(cancel);

        var grown = memory.Most - before;
        await output.WriteLineAsync($"memory {before} MiB at first, {memory.Now} MiB at last, {memory.Most} MiB at most; {grown} MiB more than at first, of {HardshipRun.MostGrowth} that are allowed");
        await output.WriteLineAsync($"took {(clock.GetUtcNow() - from).TotalSeconds:0} s; load {Machine.Load()} on {Environment.ProcessorCount} processors");
        var holds = storm.Unexpected + firms.Told + hardships.Broken + search.Leaks == 0 && grown <= HardshipRun.MostGrowth && !target.HasEnded;
        await output.WriteLineAsync(
            $"attack requests {storm.Requests} unexpected {storm.Unexpected} leaks {search.Leaks} foreign {firms.Told} hardships {hardships.Broken} verdict {(holds ? "ok" : "BROKEN")}");
        return holds;
    }

    /// <summary>Makes keys that may be lost, and one that is revoked.</summary>
    private static async Task<Names> NamesAsync(HttpClient admin, CancellationToken cancel)
    {
        var keys = new List<string>();
        for (var count = 0; count < KeysToLose; count++)
        {
            keys.Add((await KeyAsync(admin, cancel)).Id);
        }

        var (revoked, secret) = await KeyAsync(admin, cancel);
        using var answer = await admin.DeleteAsync($"/v1/keys/{revoked}", cancel);
        answer.EnsureSuccessStatusCode();
        return new Names(keys,
        [
            ("admin", "Bearer cpk_demo_admin", 45),
            (Names.Operator, "Bearer cpk_demo_operator", 15),
            ("system", "Bearer cpk_demo_system", 10),
            ("adviser", "Bearer cpk_demo_adviser", 10),
            ("client", "Bearer cpk_demo_client", 6),
            ("other", "Bearer cpk_other_admin", 6),
            ("revoked", $"Bearer {secret}", 3),
            ("unknown", "Bearer cpk_nobody_has_this", 3),
            ("nobody", null, 2),
        ]);
    }

    private static async Task<(string Id, string Secret)> KeyAsync(HttpClient admin, CancellationToken cancel)
    {
        using var answer = await admin.PostAsJsonAsync("/v1/keys", new { role = "adviser", subject = "adviser-9", label = "to lose" }, cancel);
        answer.EnsureSuccessStatusCode();
        var key = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return (key.GetProperty("key").GetProperty("id").GetString()!, key.GetProperty("secret").GetString()!);
    }
}
