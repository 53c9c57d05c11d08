using Counterpart.Links;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Counterpart.Grains.Interfaces;

/// <summary>A reply crosses the wire as the JSON that kept replies have in the store; none as no bytes.</summary>
[RegisterSerializer]
public sealed class LinkReplyCodec : IFieldCodec<LinkReply?>
{
    void IFieldCodec<LinkReply?>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, LinkReply? value) =>
        JsonField.Write(ref writer, fieldIdDelta, value is null ? [] : EventJson.WriteReply(value));

    LinkReply? IFieldCodec<LinkReply?>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        JsonField.Read(ref reader, field) is { Length: > 0 } json ? EventJson.ReadReply(json) : null;
}

/// <summary>Replies are never changed: within a silo they are passed as they are.</summary>
[RegisterCopier]
public sealed class LinkReplyCopier : ShallowCopier<LinkReply>;
