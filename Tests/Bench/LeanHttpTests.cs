using System.Text;
using System.Text.Json;
using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class LeanHttpTests
{
    private const string WithLength = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"result\":\"accepted\"}";
    private const string InChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{\"result\":\"accepted\"}\r\n0\r\n\r\n";
    private const string Busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\nRetry-After: 1\r\n\r\n{}";

    [Theory]
    [InlineData(WithLength, 200, 1, false)]
    [InlineData(InChunks, 200, 1, false)]
    [InlineData(Busy, 503, 0, true)]
    public void Answer_IsReadWhenAllOfItIsThere_AndNotBefore(string text, int status, int accepted, bool isBusy)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(LeanAnswer.TryRead(bytes.AsMemory(0, length), out _), $"of {length} bytes");
        }

        Assert.True(LeanAnswer.TryRead(bytes, out var answer));
        Assert.Equal((status, accepted, isBusy), (answer.Status, answer.Count(HttpEdit.Accepted), answer.IsBusy));
    }

    [Fact]
    public void Answer_503ThatDoesNotSayWhen_IsNotBusy()
    {
        Assert.True(LeanAnswer.TryRead(Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"), out var answer));
        Assert.False(answer.IsBusy);
    }

    [Fact]
    public void Answer_FramedOtherwise_IsRefused() =>
        Assert.Throws<IOException>(() => LeanAnswer.TryRead(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), out _));

    [Fact]
    public void Post_OfEdits_IsWhatAHubPosts()
    {
        var requests = new LeanRequests(new Uri("http://127.0.0.1:5180"), "cpk_system");
        requests.Post([new HttpEdit(1, 1), new HttpEdit(2, 1)]);

        var text = Encoding.ASCII.GetString(requests.Post([new HttpEdit(0, 7), new HttpEdit(41, 8)]).Span);

        var parts = text.Split("\r\n\r\n");
        Assert.StartsWith("POST /v1/changes/clientworks HTTP/1.1\r\nHost: 127.0.0.1:5180\r\nAuthorization: Bearer cpk_system\r\n", parts[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {parts[1].Length}", parts[0] + "\r\n", StringComparison.Ordinal);
        var changes = JsonElement.Parse(parts[1]).GetProperty("changes");
        Assert.Equal(["CW-100001", "CW-100042"], changes.EnumerateArray().Select(change => change.GetProperty("record").GetString()));
        Assert.Equal(8, changes[1].GetProperty("revision").GetInt64());
        Assert.Equal("Okafor-41-8", changes[1].GetProperty("fields").GetProperty("name/last").GetString());
    }

    [Fact]
    public void Queue_NeverHasTwoEditsOfAClientUnderWay_AndKnowsWhatWasAnswered()
    {
        var queue = new EditQueue(pairs: 2, first: 10);
        Assert.True(queue.TryTake(out var one));
        Assert.True(queue.TryTake(out var other));
        Assert.False(queue.TryTake(out _));

        queue.Return(other, good: true);
        queue.Return(one, good: false);

        Assert.True(queue.TryTake(out var next));
        Assert.Equal((other.Pair, 11), (next.Pair, next.Revision));
        Assert.Equal([other], queue.Answered);
    }

    [Fact]
    public void Allocated_IsReadFromTheMetrics()
    {
        Assert.Equal(1.5e9, ServerUse.AllocatedOf("# TYPE dotnet_gc_heap_total_allocated_bytes_total counter\ncounterpart_up 1\ndotnet_gc_heap_total_allocated_bytes_total 1.5e9\n"));
        Assert.Throws<InvalidOperationException>(() => ServerUse.AllocatedOf("counterpart_up 1\n"));
    }
}
