using System.Text.Json;

namespace Counterpart.Sandbox.Journal;

/// <summary>
/// An append-only log of JSON lines: first the world and its seed, then every applied change. Each line is handed to the operating
/// system as it is written, so it survives the end of the process but not a power cut.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    private StateFile(FileStream file) => _file = file;

    public static StateFile Open(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1));

    /// <summary>The whole lines; one torn at the end is cut off.</summary>
    public IReadOnlyList<JsonElement> ReadAll()
    {
        var lines = new List<JsonElement>();
        var bytes = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(bytes);
        var start = 0;
        while (Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0)
        {
            lines.Add(Parse(bytes.AsSpan(start, end - start), start));
            start = end + 1;
        }
        _file.SetLength(start);
        _file.Position = start;
        return lines;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> line, int start)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException e)
        {
            throw new IOException($"The state file is damaged at byte {start}.", e);
        }
    }

    public void Append(Action<Utf8JsonWriter> write)
    {
        var line = JsonText.Bytes(write);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_gate)
        {
            _file.Write(line);
            _file.Flush();
        }
    }

    /// <summary>Begins anew with another world.</summary>
    public void Restart(string world, int seed)
    {
        lock (_gate)
        {
            _file.SetLength(0);
            _file.Position = 0;
        }
        Append(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("world", world);
            writer.WriteNumber("seed", seed);
            writer.WriteEndObject();
        });
    }

    public void Dispose() => _file.Dispose();
}
