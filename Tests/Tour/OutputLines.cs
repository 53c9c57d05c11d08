using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Counterpart.Tests.Tour;

/// <summary>What a process prints: read to its end whoever looks, so that the process never waits, and kept.</summary>
internal sealed class OutputLines
{
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder text = new();

    public OutputLines(TextReader reader) => Ended = ReadAsync(reader);

    public Task Ended { get; }

    public string Text
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>The first line, of those not looked at before, that fits.</summary>
    public async Task<Match> FindAsync(Regex wanted, CancellationToken cancel)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(cancel))
        {
            if (wanted.Match(line) is { Success: true } found)
            {
                return found;
            }
        }

        throw new EndOfStreamException($"The process ended without a line {wanted}.");
    }

    private async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (text)
            {
                text.AppendLine(line);
            }

            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}
