using System.Net;
using System.Text;
using System.Text.Json;

namespace Counterpart.Tests.Systems;

/// <summary>An outside system that answers as it is told and remembers what it was asked.</summary>
internal sealed class FakeSystem(Func<FakeSystem, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public HttpRequestMessage Request { get; private set; } = new();

    /// <summary>The body that was sent; null when there was none.</summary>
    public string? Body { get; private set; }

    public int Calls { get; private set; }

    public JsonElement Json => JsonDocument.Parse(Body!).RootElement;

    public static FakeSystem Answering(int status, string? body = null, params (string Name, string Value)[] headers) =>
        new((_, _) => Task.FromResult(Response(status, body, headers)));

    /// <summary>Takes the request and its body, then does this.</summary>
    public static FakeSystem Doing(Func<CancellationToken, Task<HttpResponseMessage>> act) => new((_, cancel) => act(cancel));

    /// <summary>Fails before anything of the body is taken.</summary>
    public static FakeSystem Unreachable(HttpRequestError error = HttpRequestError.ConnectionError) =>
        new((_, _) => throw new HttpRequestException(error)) { TakesBody = false };

    public static HttpResponseMessage Response(int status, string? body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        if (body is not null)
        {
            response.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private bool TakesBody { get; init; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        Request = request;
        if (TakesBody && request.Content is not null)
        {
            Body = await request.Content.ReadAsStringAsync(cancellationToken);
        }

        return await answer(this, cancellationToken);
    }
}
