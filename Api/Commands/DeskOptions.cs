using System.CommandLine;

namespace Counterpart.Api.Commands;

/// <summary>Where a command works: in a data folder that no process uses, or at a process that runs.</summary>
internal static class DeskOptions
{
    public const string KeyVariable = "COUNTERPART_KEY";

    public static readonly Option<string> Data = new("--data") { Description = "The data folder, when no process uses it. Default: data/main.", HelpName = "FOLDER" };

    public static readonly Option<Uri> Server = new("--server")
    {
        Description = $"The address of a running process. The key is taken from the environment variable {KeyVariable}, or from --key-file.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
            {
                return url;
            }

            result.AddError($"'{result.Tokens.Single().Value}' is not an address such as http://127.0.0.1:5180.");
            return null;
        },
    };

    public static readonly Option<FileInfo> KeyFile = new("--key-file") { Description = "A file that holds the key for --server.", HelpName = "FILE" };

    public static readonly Option<string> Firm = new("--firm") { Description = "The firm's id. With --server the key says which firm it is.", HelpName = "FIRM" };

    /// <summary>Gives the command the options that say where.</summary>
    public static Command Anywhere(this Command command, bool inFirm)
    {
        command.Options.Add(Data);
        command.Options.Add(Server);
        command.Options.Add(KeyFile);
        if (inFirm)
        {
            command.Options.Add(Firm);
        }

        return command;
    }
}
