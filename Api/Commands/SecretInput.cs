using System.Text;

namespace Counterpart.Api.Commands;

/// <summary>Takes a secret from a file, from standard input, or from a prompt that does not show it: never from the command line, which others can read.</summary>
internal static class SecretInput
{
    private const int MaxLength = 16 * 1024;

    public static async Task<string> ReadAsync(FileInfo? file, string prompt, CancellationToken cancel)
    {
        if (file is not null)
        {
            return (await ReadFileAsync(file, cancel)).Trim();
        }

        if (Console.IsInputRedirected)
        {
            return (await Console.In.ReadLineAsync(cancel) ?? string.Empty).Trim();
        }

        await Console.Error.WriteAsync($"{prompt}: ");
        return ReadHidden().Trim();
    }

    public static async Task<string> ReadFileAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            return file.Length <= MaxLength
                ? await File.ReadAllTextAsync(file.FullName, cancel)
                : throw new StartException($"{file.FullName} is too long for a secret.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file.FullName} can't be read: {fault.Message}");
        }
    }

    private static string ReadHidden()
    {
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (key.KeyChar != '\0' && text.Length < MaxLength)
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
