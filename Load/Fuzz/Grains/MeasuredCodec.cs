using Counterpart.Grains.Interfaces;
using Counterpart.Links;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Counterpart.Load.Fuzz;

/// <summary>A codec of ours in the place that it has among Orleans' own; what it allocates is counted apart from what those do.</summary>
internal abstract class MeasuredCodec<T>(IFieldCodec<T> codec) : IFieldCodec<T>
{
    void IFieldCodec<T>.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, T value)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            codec.WriteField(ref writer, fieldIdDelta, expectedType, value);
        }
        finally
        {
            MeasuredCodecs.Count(GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    T IFieldCodec<T>.ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return codec.ReadValue(ref reader, field);
        }
        finally
        {
            MeasuredCodecs.Count(GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}

internal sealed class MeasuredCommands() : MeasuredCodec<LinkCommand>(new LinkCommandCodec());

internal sealed class MeasuredReplies() : MeasuredCodec<LinkReply?>(new LinkReplyCodec());
