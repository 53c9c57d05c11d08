using System.Text;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.Api;

/// <summary>Reads server-sent events as browsers do: WHATWG HTML, 9.2.6.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader lines = new(stream, Encoding.UTF8);

    /// <summary>The last id that the stream has given, with or without an event.</summary>
    public string? LastId { get; private set; }

    public int Comments { get; private set; }

    public static async Task<EventReader> OfAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        return new EventReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Null at the end of the stream.</summary>
    public async Task<(string Name, string Id, JsonNode Data)?> NextAsync()
    {
        var (name, data) = (string.Empty, string.Empty);
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                {
                    return (name, LastId!, JsonNode.Parse(data)!);
                }

                (name, data) = (string.Empty, string.Empty);
            }
            else if (line.StartsWith(':'))
            {
                Comments++;
            }
            else
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                var value = line[(colon + 2)..];
                switch (line[..colon])
                {
                    case "id":
                        LastId = value;
                        break;
                    case "event":
                        name = value;
                        break;
                    case "data":
                        data += value;
                        break;
                }
            }
        }

        return null;
    }

    public void Dispose() => lines.Dispose();

    private async Task<string?> LineAsync()
    {
        try
        {
            return await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        catch (Exception fault) when (fault is IOException or HttpIOException)
        {
            // Cut off.
            return null;
        }
    }
}
