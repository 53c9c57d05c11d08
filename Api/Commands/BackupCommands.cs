using System.CommandLine;
using Counterpart.Hosting;

namespace Counterpart.Api.Commands;

internal static class BackupCommands
{
    public static Command Create()
    {
        var command = new Command("backup", "Backs up the database with the keys that open it, while a process runs (--server) or not. Prints the file's name.").Anywhere(inFirm: false);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: false, mayCreate: false, cancel);
            if (await desk.SendAsync(HttpMethod.Post, "/v1/backups", null, cancel) is not { } made)
            {
                return 1;
            }

            await Console.Error.WriteLineAsync($"{made["bytes"]} bytes, sha256 {made["sha256"]}, {((bool)made["encrypted"]! ? "sealed" : "not sealed")}");
            await Console.Out.WriteLineAsync((string)made["file"]!);
            return 0;
        });
        return command;
    }
}

internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup." };
        var data = new Option<string>("--data") { Required = true, Description = "The data folder to make: one that is empty, or not there.", HelpName = "FOLDER" };
        var passphrase = new Option<FileInfo>("--passphrase-file") { Description = "A file that holds the passphrase of a sealed backup.", HelpName = "FILE" };
        var command = new Command("restore", "Makes a data folder of a backup, after checking all of it. Listeners to events begin anew.") { file, data, passphrase };
        command.SetAction(async (parsed, cancel) =>
        {
            var restored = await Restoring.RunAsync(
                parsed.GetRequiredValue(file).FullName,
                parsed.GetRequiredValue(data),
                BackupOptions.ReadPassphrase(parsed.GetValue(passphrase)?.FullName),
                Product.Clock,
                cancel);
            await Console.Out.WriteLineAsync(
                $"Restored the state of {restored.Manifest.At:u} ({restored.Firms} firms, {restored.Credentials} credentials) into {Path.GetFullPath(parsed.GetRequiredValue(data))}");
            return 0;
        });
        return command;
    }
}
