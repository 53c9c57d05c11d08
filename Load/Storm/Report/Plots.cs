namespace Counterpart.Load.Storm;

/// <summary>The plots of a report.</summary>
internal static class Plots
{
    private const double Mebibyte = 1.0 / 1024 / 1024;

    public static IReadOnlyList<Plot> Of(StormReport report)
    {
        var samples = report.Timeline.Samples;
        return
        [
            .. new[]
            {
                Plot.Of("Throughput", "a second", "Edits that were due on both sides together, posts of the hub that were sent and that were answered as durable, and reads. Answers below what was sent: more is asked for than is answered.", samples,
                    [("edits due", "edits.due"), ("posts sent", "post.sent"), ("posts answered", "post.answered"), ("reads answered", "read.answered")]),
                Plot.Of("Answer to a posted edit", "ms, logarithmic", "From the moment at which the post should have been sent to the answer that it is durable.", samples, Percentiles("post"), isLog: true),
                Plot.Of("Answer to a read", "ms, logarithmic", "From the moment at which it should have been asked.", samples, Percentiles("read"), isLog: true),
                Plot.Of("Edit in ClientWorks until it is in Wealthbox", "ms, logarithmic", "By the simulators' own logs; of edits that arrived. What was overtaken on its way never arrives.", samples, Percentiles("toPartner"), isLog: true),
                Plot.Of("Edit in Wealthbox until it is in ClientWorks", "ms, logarithmic", "The same the other way; it begins with the time until the next poll.", samples, Percentiles("toHub"), isLog: true),
                Plot.Of("What waits", "count", "Edits that stand on one side only; calls under way by this program; requests in the server, event streams included; commands in the commit queue. A line that rises at a steady rate is a queue that grows.", samples,
                    [("edits not there yet", "queue.notThere"), ("calls under way", "queue.generator"), ("requests in the server", "queue.requests"), ("commit queue", "queue.commit")]),
                Plot.Of("Calls to the outside systems for an edit", "calls an edit", "Writes that a system took, and single records read, for each edit of a person. Bursts and overtaken edits need fewer than one write each.", samples,
                    [("writes", "pushes.writes"), ("reads", "pushes.reads")]),
                Plot.Of("Answers that were none", "a second", "503 with Retry-After and 429 are honest; calls are cut when we kill who works on them; failed is all else, and must be none.", samples,
                    [("503, repeat", "post.busy"), ("429, limited", "post.limited"), ("cut by a kill", "post.cut"), ("failed", "post.failed"), ("reads 503", "read.busy"), ("reads 429", "read.limited"), ("reads cut", "read.cut"), ("reads failed", "read.failed")]).WithoutZeros(),
                Plot.Of("Memory", "MiB resident", "It may rise at first and has to level off.", samples, Processes(samples, "rss."), Mebibyte),
                Plot.Of("Processor", "cores", "All processes of the run share this machine's cores, this program and the simulators too.", samples, Processes(samples, "cpu.")),
                Plot.Of("Open handles", "count", "Files and connections of the process.", samples, Processes(samples, "handles.")),
                Plot.Of("Database", "MiB", "It grows with the edits, because the journal keeps them.", samples, [("files", "files.database")], Mebibyte),
            }.Where(plot => plot.Curves.Count > 0),
        ];
    }

    private static IEnumerable<(string Title, string Name)> Percentiles(string name) => [("p50", $"{name}.p50"), ("p99", $"{name}.p99"), ("p99.9", $"{name}.p999")];

    private static IEnumerable<(string Title, string Name)> Processes(IReadOnlyList<Sample> samples, string kind) =>
        samples.SelectMany(sample => sample.Values.Keys).Where(name => name.StartsWith(kind, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(name => (name[kind.Length..], name));
}
