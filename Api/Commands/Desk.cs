using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Counterpart.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Api.Commands;

/// <summary>The API that a command talks to: of a running process, or one over the data folder for this command alone.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly LocalApi? local;

    private Desk(Uri url, string key, LocalApi? local)
    {
        this.local = local;
        http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <param name="inFirm">The command is about one firm: without a server it must be named.</param>
    /// <param name="mayCreate">The command makes sense on a folder without a database.</param>
    public static async Task<Desk> OpenAsync(ParseResult parsed, bool inFirm, bool mayCreate, CancellationToken cancel)
    {
        var firm = inFirm ? parsed.GetValue(DeskOptions.Firm) : null;
        if (parsed.GetValue(DeskOptions.Server) is { } server)
        {
            return new Desk(server, await KeyAsync(parsed, cancel), null);
        }

        if (inFirm && firm is null)
        {
            throw new StartException("Say which firm: --firm FIRM. 'firm list' shows what there is.");
        }

        var opened = await OpenLocalAsync(parsed.GetValue(DeskOptions.Data), firm, mayCreate, cancel);
        return new Desk(opened.Url, opened.Secret, opened);
    }

    public static Task<LocalApi> OpenLocalAsync(string? data, string? firm, bool mayCreate, CancellationToken cancel)
    {
        var options = ReadOptions(data);
        if (!mayCreate && !options.Tuning.Store.IsShared && !File.Exists(Path.Combine(options.DataFolder, BackupManifest.Database)))
        {
            throw new StartException($"{options.DataFolder} holds no database. Name the data folder with --data FOLDER.");
        }

        return LocalApi.StartAsync(options.Node(runChannels: false), firm, Product.Clock, NullLoggerFactory.Instance, cancel);
    }

    public static ProductOptions ReadOptions(string? data)
    {
        string[] args = data is null ? ["--no-demo"] : ["--no-demo", "--data", data];
        var configuration = WebApplication.CreateBuilder(ProductOptions.Rest(args)).Configuration;
        return ProductOptions.Read(args, configuration);
    }

    /// <summary>The answer, or null after its problem was printed.</summary>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancel)
    {
        using var response = await SendAsync(method, path, body, HttpCompletionOption.ResponseContentRead, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (response.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text);
        }

        await Console.Error.WriteLineAsync(Told(response, text));
        return null;
    }

    /// <summary>Copies an answer to a stream; false after its problem was printed.</summary>
    public async Task<bool> CopyAsync(string path, Stream to, CancellationToken cancel)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.IsSuccessStatusCode)
        {
            await response.Content.CopyToAsync(to, cancel);
            return true;
        }

        await Console.Error.WriteLineAsync(Told(response, await response.Content.ReadAsStringAsync(cancel)));
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (local is not null)
        {
            await local.DisposeAsync();
        }
    }

    private static async Task<string> KeyAsync(ParseResult parsed, CancellationToken cancel)
    {
        var key = parsed.GetValue(DeskOptions.KeyFile) is { } file
            ? (await SecretInput.ReadFileAsync(file, cancel)).Trim()
            : Environment.GetEnvironmentVariable(DeskOptions.KeyVariable);
        return string.IsNullOrWhiteSpace(key)
            ? throw new StartException($"Give the key for --server in the environment variable {DeskOptions.KeyVariable}, or in a file with --key-file.")
            : key;
    }

    private static string Told(HttpResponseMessage response, string text)
    {
        try
        {
            return JsonNode.Parse(text)?["detail"]?.GetValue<string>() ?? $"The server answered {(int)response.StatusCode}.";
        }
        catch (System.Text.Json.JsonException)
        {
            return $"The server answered {(int)response.StatusCode}, and not as Counterpart does.";
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body, HttpCompletionOption completion, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request, completion, cancel);
    }
}
