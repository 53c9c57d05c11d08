using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>
/// Hears every answer of the product, and sorts out those that are none: told to be repeated (503 with <c>Retry-After</c>, whole or item by
/// item), or failed without a word of that.
/// </summary>
internal sealed class AnswerLog : DelegatingHandler
{
    private const int MostCases = 10;
    private long answers;
    private long toldToRepeat;
    private long failures;
    private long broken;

    /// <summary>Requests that were answered in any way.</summary>
    public long Answers => Interlocked.Read(ref answers);

    /// <summary>Answers that say: not now, repeat it.</summary>
    public long ToldToRepeat => Interlocked.Read(ref toldToRepeat);

    /// <summary>Server errors and broken connections that don't say it.</summary>
    public long Failures => Interlocked.Read(ref failures);

    /// <summary>Those of the failures that are no answer at all.</summary>
    public long Broken => Interlocked.Read(ref broken);

    /// <summary>The first failures of both sorts.</summary>
    public ConcurrentQueue<string> Cases { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            Interlocked.Increment(ref failures);
            Tell(Interlocked.Increment(ref broken), request, fault.Message);
            throw;
        }

        Interlocked.Increment(ref answers);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
        {
            Interlocked.Increment(ref toldToRepeat);
        }
        else if ((int)answer.StatusCode >= 500)
        {
            Fail(request, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
        else if (request.Method == HttpMethod.Post && answer.IsSuccessStatusCode)
        {
            await LookAsync(request, answer, cancellationToken);
        }

        return answer;
    }

    // A bulk answer tells it item by item, and once for all of them when to repeat.
    private async Task LookAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancel)
    {
        // Whoever asked reads it again.
        await answer.Content.LoadIntoBufferAsync(cancel);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
        if (!Items.AnyUnavailable(body.RootElement))
        {
            return;
        }

        if (answer.Headers.RetryAfter is null)
        {
            Fail(request, "unavailable, and not when to repeat it");
            return;
        }

        Interlocked.Increment(ref toldToRepeat);
    }

    private void Fail(HttpRequestMessage request, string what) => Tell(Interlocked.Increment(ref failures) - Broken, request, what);

    private void Tell(long number, HttpRequestMessage request, string what)
    {
        if (number <= MostCases)
        {
            Cases.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}: {what}");
        }
    }
}
