using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Counterpart.Hosting;

/// <summary>The first entry of a backup: what is in it.</summary>
/// <param name="Format">1.</param>
/// <param name="Program">The version that made it.</param>
/// <param name="DataEpoch">The epoch that the data was in; a restore begins another.</param>
public sealed partial record BackupManifest(int Format, string Program, DateTimeOffset At, string DataEpoch, ImmutableArray<BackupFile> Files)
{
    public const string Entry = "manifest.json";
    public const string Database = "counterpart.db";
    public const string Keys = "keys";
    private const int PresentFormat = 1;

    public static BackupManifest Of(DateTimeOffset at, string epoch, IEnumerable<BackupFile> files) =>
        new(PresentFormat, typeof(BackupManifest).Assembly.GetName().Version?.ToString(3) ?? "0", at, epoch, [.. files]);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    /// <exception cref="BackupException">It is none, or not one that this program can restore.</exception>
    public static BackupManifest Read(Stream from)
    {
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(from, BackupJson.Default.BackupManifest);
        }
        catch (JsonException fault)
        {
            throw new BackupException("The backup's manifest can't be read.", fault);
        }

        if (manifest is null || manifest.Files.IsDefaultOrEmpty || manifest.Format != PresentFormat)
        {
            throw new BackupException($"The backup has format {manifest?.Format ?? 0}, and this program knows format {PresentFormat}.");
        }

        if (manifest.Files.FirstOrDefault(file => !Name().IsMatch(file.Name)) is { } wrong)
        {
            throw new BackupException($"The backup holds '{wrong.Name}', which is no part of a data folder.");
        }

        return manifest;
    }

    // No way out of the folder: one level, and no name that begins with a dot.
    [GeneratedRegex(@"\A(counterpart\.db|keys/[A-Za-z0-9_-][A-Za-z0-9._-]*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

/// <param name="Name">Within the data folder, with slashes.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
