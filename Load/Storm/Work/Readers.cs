using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>People who look: mostly at a link, now and then at a page of the list or of a link's history.</summary>
internal sealed class Readers(Laboratory laboratory, ZipfChooser pairs, Calls calls, int seed)
{
    private readonly Random random = new(seed);

    public Meter Reads { get; } = new();

    public Task ReadAsync(TimeSpan late, CancellationToken cancel)
    {
        string path;
        int pair;
        lock (random)
        {
            pair = pairs.Next(random);
            var link = $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(pair)}";
            path = random.Next(20) switch
            {
                0 => $"/v1/links?integration={Laboratory.Integration}&limit=50",
                1 => $"{link}/history?limit=20",
                _ => link,
            };
        }

        return calls.SendAsync(Reads, HttpMethod.Get, path, laboratory.FirmOf(pair).Admin, body: null, late, _ => null, cancel);
    }
}
