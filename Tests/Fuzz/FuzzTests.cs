using Counterpart.Load.Fuzz;

namespace Counterpart.Tests.Fuzz;

/// <summary>A short run of what <c>Load -- fuzz</c> does for as long as one likes.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Corpus_IsReadByEveryDecoder()
    {
        var told = new StringWriter();
        var run = new FuzzRun(Decoders.All, seed: 1, told);

        run.RunCorpus();

        Assert.True(run.Broken == 0, told.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Decoders_WithMutatedInputs_ReadOrRefuseThem(int seed)
    {
        var told = new StringWriter();
        var run = new FuzzRun(Decoders.All, seed, told);

        run.Run(inputs => inputs >= 1500);

        Assert.True(run.Broken == 0, told.ToString());
    }

    [Fact]
    public void Run_OverADecoderThatThrowsOrForgets_TellsSo()
    {
        var told = new StringWriter();
        var throwing = new FuzzRun([new Decoder("event-id", _ => throw new InvalidOperationException("no"))], seed: 1, told);
        var length = 0;
        var forgetting = new FuzzRun([new Decoder("event-id", _ => new byte[++length])], seed: 1, told);

        throwing.Run(inputs => inputs >= 3);
        forgetting.RunCorpus();

        Assert.Equal((3, 3), (throwing.Broken, forgetting.Broken));
    }

    [Fact]
    public void Run_OverADecoderThatAllocatesTooMuch_TellsWhoseItWas()
    {
        var told = new StringWriter();
        var ours = new FuzzRun([new Decoder("event-id", Allocate)], seed: 1, told);
        var part = new FuzzRun([new Decoder("event-id", Allocate) { Allocated = GC.GetAllocatedBytesForCurrentThread }], seed: 1, told);
        var another = new FuzzRun([new Decoder("event-id", Allocate) { Allocated = () => 5 }], seed: 1, told);

        ours.Run(inputs => inputs >= 1);
        part.Run(inputs => inputs >= 1);
        another.Run(inputs => inputs >= 2);
        another.Print();

        Assert.Equal((1, 1, 0), (ours.Broken, part.Broken, another.Broken));
        Assert.Contains("event-id: for 2 inputs the reader around our code allocated more than it may", told.ToString(), StringComparison.Ordinal);

        static byte[]? Allocate(byte[] bytes) => GC.AllocateUninitializedArray<byte>(80_000_000).Length > bytes.Length ? null : bytes;
    }
}
