namespace Counterpart.Api.Commands;

/// <summary>Asks before something that can't be taken back.</summary>
internal static class Confirmation
{
    /// <param name="yes">Said on the command line already.</param>
    /// <exception cref="StartException">Nobody can be asked, or the answer was not yes.</exception>
    public static async Task AskAsync(bool yes, string what, CancellationToken cancel)
    {
        if (yes)
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new StartException($"{what} Say --yes to do it.");
        }

        await Console.Error.WriteAsync($"{what} Type yes to do it: ");
        if ((await Console.In.ReadLineAsync(cancel))?.Trim() != "yes")
        {
            throw new StartException("Nothing was done.");
        }
    }
}
