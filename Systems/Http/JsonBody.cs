using System.Net;
using System.Net.Http.Headers;

namespace Counterpart.Systems;

/// <summary>A request's body that knows whether any of it has been handed to the connection.</summary>
internal sealed class JsonBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> json;

    public JsonBody(ReadOnlyMemory<byte> json)
    {
        this.json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>False: the outside system cannot have acted on the request, for it has nothing of its body.</summary>
    public bool Sent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Sent = true;
        await stream.WriteAsync(json, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
