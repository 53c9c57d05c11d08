using System.Diagnostics;
using OpenTelemetry;

namespace Counterpart.Api;

/// <summary>
/// Orleans' spans of grain calls join a request's span with what the link did on another silo. A grain's id holds a client's, and is taken off
/// them: traces hold no clients.
/// </summary>
internal sealed class GrainSpans : BaseProcessor<Activity>
{
    /// <summary>Orleans' source of calls between grains and from clients. Nothing comes from it where there is no cluster.</summary>
    public const string Source = "Microsoft.Orleans.Application";

    private static readonly string[] Telling =
        ["rpc.orleans.target_id", "rpc.orleans.source_id", "orleans.grain.id", "exception.message", "exception.stacktrace"];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source)
        {
            return;
        }

        foreach (var tag in Telling)
        {
            data.SetTag(tag, null);
        }
    }
}
