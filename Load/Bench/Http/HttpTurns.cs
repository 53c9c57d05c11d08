namespace Counterpart.Load;

/// <summary>What a connection of a closed loop sends.</summary>
internal static class HttpTurns
{
    /// <summary>An endpoint of the same server that does nothing.</summary>
    public static async ValueTask<int> EmptyAsync(LeanConnection connection, LeanRequests requests, CancellationToken cancel)
    {
        var answer = await connection.SendAsync(requests.Live, cancel);
        return answer.IsGood ? 1 : throw Refused(answer);
    }

    /// <summary>One edit in a post, durable when it is answered.</summary>
    public static async ValueTask<int> SingleAsync(EditQueue edits, LeanConnection connection, LeanRequests requests, CancellationToken cancel)
    {
        if (!edits.TryTake(out var edit))
        {
            throw new InvalidOperationException("There are fewer links than connections.");
        }

        var answer = await connection.SendAsync(requests.Post(edit), cancel);
        var good = answer.IsGood && answer.Count(HttpEdit.Accepted) == 1;
        edits.Return(edit, good);
        return good ? 1 : throw Refused(answer);
    }

    public static async ValueTask<int> BatchAsync(EditQueue edits, int size, LeanConnection connection, LeanRequests requests, CancellationToken cancel)
    {
        var batch = new HttpEdit[size];
        for (var place = 0; place < size; place++)
        {
            if (!edits.TryTake(out batch[place]))
            {
                throw new InvalidOperationException("There are fewer links than edits under way.");
            }
        }

        var answer = await connection.SendAsync(requests.Post(batch), cancel);
        var good = answer.IsGood && answer.Count(HttpEdit.Accepted) == size;
        foreach (var edit in batch)
        {
            edits.Return(edit, good);
        }

        return good ? size : throw Refused(answer);
    }

    private static InvalidOperationException Refused(LeanAnswer answer) =>
        new($"Not every edit was taken: {answer.Status} {System.Text.Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 600)])}");
}
