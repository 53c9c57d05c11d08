using System.CommandLine;

namespace Counterpart.Api.Commands;

/// <summary>Prints the API's description, as JSON or as the page in docs/.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var markdown = new Option<bool>("--markdown") { Description = "As the page docs/api.md." };
        var command = new Command("openapi", "Prints the description of the API (OpenAPI 3.1).") { markdown };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = Directory.CreateTempSubdirectory("counterpart-openapi-");
            try
            {
                await using var local = await Desk.OpenLocalAsync(folder.FullName, null, mayCreate: true, cancel);
                using var http = new HttpClient { BaseAddress = local.Url };
                var json = await http.GetStringAsync(new Uri(OpenApiPage.Path, UriKind.Relative), cancel);
                await Console.Out.WriteAsync(parsed.GetValue(markdown) ? ApiReference.Write(json) : json);
            }
            finally
            {
                folder.Delete(recursive: true);
            }

            return 0;
        });
        return command;
    }
}
