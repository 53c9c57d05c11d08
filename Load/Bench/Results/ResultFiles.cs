using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Load;

/// <summary>A file for each benchmark, in one folder.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ShortNumbers() },
    };

    public static async Task WriteAsync(string folder, BenchResult result, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{result.Benchmark}.json"), Text(result), cancel);
    }

    /// <summary>All of a folder, by name.</summary>
    public static async Task<IReadOnlyList<BenchResult>> ReadAllAsync(string folder, CancellationToken cancel)
    {
        var results = new List<BenchResult>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            results.Add(Read(await File.ReadAllTextAsync(file, cancel)));
        }

        return results;
    }

    public static string Text(BenchResult result) => JsonSerializer.Serialize(result, Options) + "\n";

    public static BenchResult Read(string text) => JsonSerializer.Deserialize<BenchResult>(text, Options)!;

    private sealed class ShortNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Digits.Rounded(value));
    }
}
