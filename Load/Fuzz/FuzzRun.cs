using System.Globalization;

namespace Counterpart.Load.Fuzz;

/// <summary>Inputs to decoders in turn, each held against what a decoder may do.</summary>
internal sealed class FuzzRun(IReadOnlyList<Decoder> decoders, int seed, TextWriter output)
{
    private const int MostCases = 10;
    private const int Shown = 1500;

    /// <summary>What decoding and writing again may allocate: some of it for nothing, and so much for each byte of the input.</summary>
    private const long FreeBytes = 64 * 1024 * 1024;
    private const long BytesPerByte = 4000;

    /// <summary>Of the processor: a busy machine is no fault of the decoder.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (long Decoded, long Refused)> figures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Inputs, long Most)> framed = new(StringComparer.Ordinal);

    public long Inputs { get; private set; }

    public long Broken { get; private set; }

    /// <param name="enough">Asked before every round of all decoders.</param>
    public void Run(Func<long, bool> enough)
    {
        var random = new Random(seed);
        var mutations = decoders.Select(decoder => new Mutation(Corpus.Of(decoder.Name), random)).ToList();
        while (!enough(Inputs))
        {
            for (var i = 0; i < decoders.Count; i++)
            {
                Try(decoders[i], mutations[i].Next());
            }
        }
    }

    /// <summary>The corpus itself: real encodings, that none refuses but the one whose secret is another one.</summary>
    public void RunCorpus()
    {
        foreach (var decoder in decoders)
        {
            foreach (var bytes in Corpus.Of(decoder.Name))
            {
                if (!Try(decoder, bytes) && !decoder.RefusesAll)
                {
                    Tell(decoder, bytes, "an encoding of the corpus is not read");
                }
            }
        }
    }

    public void Print()
    {
        foreach (var (decoder, (decoded, refused)) in figures.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {decoder,-20} decoded {decoded,10}  refused {refused,10}"));
        }

        foreach (var (decoder, (inputs, most)) in framed)
        {
            output.WriteLine($"  {decoder}: for {inputs} inputs the reader around our code allocated more than it may, {most} bytes at most");
        }
    }

    /// <returns>Whether it was decoded.</returns>
    private bool Try(Decoder decoder, byte[] bytes)
    {
        Inputs++;
        byte[]? again = null;
        var (before, ours, from) = (GC.GetAllocatedBytesForCurrentThread(), decoder.Allocated?.Invoke(), Environment.CpuUsage.TotalTime);
        try
        {
            again = decoder.Again(bytes);
            var (decoded, refused) = figures.GetValueOrDefault(decoder.Name);
            figures[decoder.Name] = again is null ? (decoded, refused + 1) : (decoded + 1, refused);
            if (again is not null && decoder.Again(again) is var third && (third is null || !third.AsSpan().SequenceEqual(again)))
            {
                Tell(decoder, bytes, "what was written again reads as something else");
            }
        }
        catch (Exception fault)
        {
            Tell(decoder, bytes, fault.ToString());
        }

        var all = GC.GetAllocatedBytesForCurrentThread() - before;
        var allocated = decoder.Allocated?.Invoke() - ours ?? all;
        var allowed = FreeBytes + (bytes.Length * BytesPerByte);
        if (allocated > allowed)
        {
            Tell(decoder, bytes, $"{allocated} bytes were allocated for {bytes.Length}");
        }
        else if (all > allowed)
        {
            var (inputs, most) = framed.GetValueOrDefault(decoder.Name);
            framed[decoder.Name] = (inputs + 1, Math.Max(most, all));
        }

        if (Environment.CpuUsage.TotalTime - from > MostTime)
        {
            Tell(decoder, bytes, $"it took {Environment.CpuUsage.TotalTime - from}");
        }

        return again is not null;
    }

    private void Tell(Decoder decoder, byte[] bytes, string what)
    {
        if (++Broken <= MostCases)
        {
            output.WriteLine($"{decoder.Name}: {(what.Length > Shown ? what[..Shown] : what)}");
            var file = Path.Combine(Directory.CreateTempSubdirectory("counterpart-fuzz-").FullName, $"{decoder.Name}.bin");
            File.WriteAllBytes(file, bytes);
            output.WriteLine($"  for {bytes.Length} bytes, kept in {file}");
        }
    }
}
