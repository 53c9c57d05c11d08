using System.Diagnostics;

namespace Counterpart.Tests.Operations;

/// <summary>A program that this machine may have or not.</summary>
internal static class InstalledProgram
{
    private static readonly string[] More = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Null where it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(More).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end: its exit code, and all that it said.</summary>
    public static async Task<(int ExitCode, string Text)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(Of(program, arguments))!;
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, string.Concat(said));
    }

    public static ProcessStartInfo Of(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
