using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// People and programs who ask the product for something, and ask again under the same key until they are answered: by this node
/// or another.
/// </summary>
internal sealed class Callers(World world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly Dice dice = world.Stream("callers");
    private int requests;

    /// <summary>How many wait for an answer.</summary>
    public int Open { get; private set; }

    /// <param name="at">The node that is asked first, if it is up; null: any.</param>
    public void Ask(LinkKey key, Func<DateTimeOffset, LinkCommand?> command, Action<LinkReply>? then = null, Node? at = null) =>
        Flow.Start(world.Timeline, world.Life, Run(key, command, then, at));

    private IEnumerator<Wait> Run(LinkKey key, Func<DateTimeOffset, LinkCommand?> command, Action<LinkReply>? then, Node? at)
    {
        Open++;
        var request = $"request-{++requests}";
        var first = new Served();
        yield return Wait.For(Ask(key, command, request, first, at));
        if (first.Reply is { } reply)
        {
            then?.Invoke(reply);
            if (first.Kept && dice.Chance(0.5))
            {
                yield return dice.Milliseconds(0, 9000);
                var again = new Served();
                yield return Wait.For(Ask(key, command, request, again, at: null));
                Laws.Repeated(request, reply, again.Reply);
            }
        }

        Open--;
    }

    private IEnumerator<Wait> Ask(LinkKey key, Func<DateTimeOffset, LinkCommand?> command, string request, Served served, Node? at)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var up = world.Nodes.Where(node => node.IsUp).ToList();
            if (up.Count == 0)
            {
                yield return TimeSpan.FromMilliseconds(500);
                continue;
            }

            var node = tries == 0 && at is { IsUp: true } ? at : dice.Pick(up);
            var heard = new Signal(world.Timeline);
            Flow.Start(world.Timeline, node.Life, Serve(node, key, command, request, served, heard));
            world.Timeline.After(Patience, heard.Set);
            yield return heard;
            if (served.IsDone)
            {
                yield break;
            }

            yield return dice.Milliseconds(100, 1500);
        }
    }

    /// <summary>What the API does with a request: a kept answer first.</summary>
    private IEnumerator<Wait> Serve(
        Node node, LinkKey key, Func<DateTimeOffset, LinkCommand?> command, string request, Served served, Signal heard)
    {
        yield return world.Network.Store();
        if (!world.Store.IsDown)
        {
            if (world.Store.FindReply(request) is { } kept)
            {
                (served.Reply, served.Kept, served.IsDone) = (EventJson.ReadReply(kept), true, true);
            }
            else if (command(node.Clock.Now) is null)
            {
                served.IsDone = true;
            }
            else
            {
                var question = new Question { Key = key, Request = request, Command = now => command(now)! };
                yield return Wait.For(node.Host.Ask(question));
                if (question.End == QuestionEnd.Answered)
                {
                    (served.Reply, served.Kept, served.IsDone) = (question.Reply, question.Seq is not null, true);
                }
            }
        }

        heard.Set();
    }

    private sealed class Served
    {
        public LinkReply? Reply { get; set; }

        /// <summary>It changed something, so its reply is kept.</summary>
        public bool Kept { get; set; }

        public bool IsDone { get; set; }
    }
}
