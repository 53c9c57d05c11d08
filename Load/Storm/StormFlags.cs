using System.CommandLine;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>What can be said of a storm on the command line.</summary>
internal sealed class StormFlags
{
    private readonly Option<int> links = new("--links") { DefaultValueFactory = _ => 1000, Description = "Linked pairs that people edit." };
    private readonly Option<int> firms = new("--firms") { DefaultValueFactory = _ => 1, Description = "Firms that the links belong to; of processes started here, up to 100." };
    private readonly Option<double> rate = new("--rate") { DefaultValueFactory = _ => 100, Description = "Edits per second on each side; with --steps, those of the first step." };
    private readonly Option<int> editors = new("--editors") { DefaultValueFactory = _ => 64, Description = "People on each side." };
    private readonly Option<double> skew = new("--skew") { DefaultValueFactory = _ => 0.8, Description = "Zipf's exponent: how much more often some links are edited and read than others; 0: all alike." };
    private readonly Option<double> conflicts = new("--conflicts") { DefaultValueFactory = _ => 0.05, Description = "Share of the edits that change the same field on both sides at once." };
    private readonly Option<double> bursts = new("--bursts") { DefaultValueFactory = _ => 0.05, Description = "Share of the edits that come many at once to one field." };
    private readonly Option<int> burst = new("--burst") { DefaultValueFactory = _ => 20, Description = "Edits in a burst." };
    private readonly Option<double> twice = new("--twice") { DefaultValueFactory = _ => 0.05, Description = "Share of the hub's posts that are sent twice." };
    private readonly Option<double> late = new("--late") { DefaultValueFactory = _ => 0.05, Description = "Share of the hub's posts that come late, behind newer ones." };
    private readonly Option<double> reads = new("--reads") { DefaultValueFactory = _ => 50, Description = "Reads per second." };
    private readonly Option<int> listeners = new("--listeners") { DefaultValueFactory = _ => 4, Description = "Listeners to events, who go and come back." };
    private readonly Option<int> racers = new("--racers") { DefaultValueFactory = _ => 2, Description = "Callers who link and unlink, two clients for one contact." };
    private readonly Option<double> bulk = new("--bulk") { DefaultValueFactory = _ => 20, Description = "Seconds in which fifty links are made and ended, again and again; 0: never." };
    private readonly Option<double> warmUp = new("--warm-up") { DefaultValueFactory = _ => 15, Description = "Seconds at half the rate that don't count." };
    private readonly Option<double> seconds = new("--seconds") { DefaultValueFactory = _ => 60, Description = "How long, at the rate; with --steps, at half of the peak." };
    private readonly Option<double?> minutes = new("--minutes") { Description = "How long, in minutes." };
    private readonly Option<double?> hours = new("--hours") { Description = "How long, in hours." };
    private readonly Option<bool> steps = new("--steps") { Description = "Raises the rate by a quarter again and again, until answers fall behind; tells the peak, and latency at half of it." };
    private readonly Option<double> stepSeconds = new("--step-seconds") { DefaultValueFactory = _ => 15, Description = "Length of a step." };
    private readonly Option<double> overload = new("--overload") { DefaultValueFactory = _ => 0, Description = "With --steps: twice the peak for so many seconds, then how long it takes to recover." };
    private readonly Option<int> atOnce = new("--at-once") { DefaultValueFactory = _ => 8000, Description = "Edits and reads under way at once, at most; what comes beyond is left out, and told." };
    private readonly Option<bool> faults = new("--faults") { Description = "Kills processes of the product and starts them again, in the first 60 % of the time." };
    private readonly Option<double> faultSeconds = new("--fault-seconds") { DefaultValueFactory = _ => 60, Description = "Seconds between two kills, on average." };
    private readonly Option<string> host = new("--host") { DefaultValueFactory = _ => "one", Description = "one: a process on SQLite; cluster: silos and a gateway on PostgreSQL." };
    private readonly Option<int> silos = new("--silos") { DefaultValueFactory = _ => 3, Description = "Silos of the cluster." };
    private readonly Option<Uri?> url = Address("--url", "A product that runs already, instead of processes started here.");
    private readonly Option<string?> key = new("--key") { Description = "With --url: the key of an administrator of its firm." };
    private readonly Option<string?> systemKey = new("--system-key") { Description = "With --url: the key of the firm's hub; one is made when it is left out." };
    private readonly Option<string?> operatorKey = new("--operator-key") { Description = "With --url: an operator's key, for queue depths." };
    private readonly Option<Uri?> clientWorks = Address("--clientworks", "With --url: the simulator of ClientWorks, on a world of pairs.");
    private readonly Option<Uri?> wealthbox = Address("--wealthbox", "With --url: the simulator of Wealthbox.");
    private readonly Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "What is edited, by whom and when." };
    private readonly Option<string> report = new("--report") { DefaultValueFactory = _ => "storm.html", Description = "Where the page goes; the figures go beside it as JSON." };
    private readonly Option<string?> logs = new("--logs") { Description = "A folder that keeps what the processes print." };

    public StormFlags() => host.AcceptOnlyFromAmong("one", "cluster");

    public IEnumerable<Option> All =>
    [
        links, firms, rate, editors, skew, conflicts, bursts, burst, twice, late, reads, listeners, racers, bulk, warmUp, seconds, minutes, hours, steps, stepSeconds, overload,
        atOnce, faults, faultSeconds, host, silos, url, key, systemKey, operatorKey, clientWorks, wealthbox, seed, report, logs,
    ];

    private static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (!Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                result.AddError($"{name} must be an address, as http://127.0.0.1:5180");
            }

            return address;
        },
    };

    /// <summary>Null: what is said does not fit together.</summary>
    public StormOptions? Read(ParseResult parsed)
    {
        var outside = parsed.GetValue(url);
        var running = outside is not null && parsed.GetValue(clientWorks) is { } hub && parsed.GetValue(wealthbox) is { } partner && parsed.GetValue(key) is { } admin
            ? new AttachedProduct(outside, hub, partner, LabFirm.Demo with { Admin = admin, System = parsed.GetValue(systemKey) ?? "" })
            : null;
        var cluster = parsed.GetValue(host) == "cluster";
        if (outside is not null && (running is null || cluster || parsed.GetValue(faults) || parsed.GetValue(firms) > 1))
        {
            return null;
        }

        if (parsed.GetValue(logs) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return new StormOptions
        {
            Links = parsed.GetValue(links),
            Firms = parsed.GetValue(firms),
            Rate = parsed.GetValue(rate),
            Editors = parsed.GetValue(editors),
            Skew = parsed.GetValue(skew),
            Conflicts = parsed.GetValue(conflicts),
            Bursts = parsed.GetValue(bursts),
            Burst = parsed.GetValue(burst),
            Twice = parsed.GetValue(twice),
            Late = parsed.GetValue(late),
            Reads = parsed.GetValue(reads),
            Listeners = parsed.GetValue(listeners),
            Racers = parsed.GetValue(racers),
            BulkEvery = TimeSpan.FromSeconds(parsed.GetValue(bulk)),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
            Duration = parsed.GetValue(hours) is { } many ? TimeSpan.FromHours(many) : parsed.GetValue(minutes) is { } some ? TimeSpan.FromMinutes(some) : TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            Step = parsed.GetValue(steps) ? TimeSpan.FromSeconds(parsed.GetValue(stepSeconds)) : null,
            Overload = TimeSpan.FromSeconds(parsed.GetValue(overload)),
            AtOnce = parsed.GetValue(atOnce),
            FaultEvery = parsed.GetValue(faults) ? TimeSpan.FromSeconds(parsed.GetValue(faultSeconds)) : null,
            Seed = parsed.GetValue(seed),
            Silos = cluster ? parsed.GetValue(silos) : 0,
            Report = parsed.GetValue(report)!,
            Running = running,
            OperatorKey = parsed.GetValue(operatorKey),
            LogFolder = parsed.GetValue(logs),
        };
    }
}
