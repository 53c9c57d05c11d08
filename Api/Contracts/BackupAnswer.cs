using Counterpart.Hosting;

namespace Counterpart.Api;

/// <param name="File">Its place on the machine that runs Counterpart.</param>
/// <param name="Sha256">Of the file as it lies there.</param>
public sealed record BackupAnswer(string File, long Bytes, string Sha256, DateTimeOffset At, bool Encrypted)
{
    public static BackupAnswer Of(BackupMade made) => new(made.File, made.Bytes, made.Sha256, made.At, made.IsEncrypted);
}
