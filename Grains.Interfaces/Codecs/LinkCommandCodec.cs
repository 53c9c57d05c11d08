using Counterpart.Links;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Counterpart.Grains.Interfaces;

/// <summary>The core knows nothing of Orleans: its commands cross the wire as the JSON of <see cref="CommandJson"/>.</summary>
[RegisterSerializer]
public sealed class LinkCommandCodec : IFieldCodec<LinkCommand>
{
    void IFieldCodec<LinkCommand>.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, LinkCommand value) =>
        JsonField.Write(ref writer, fieldIdDelta, CommandJson.Write(value));

    LinkCommand IFieldCodec<LinkCommand>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        CommandJson.Read(JsonField.Read(ref reader, field));
}

/// <summary>Commands are never changed: within a silo they are passed as they are.</summary>
[RegisterCopier]
public sealed class LinkCommandCopier : ShallowCopier<LinkCommand>;
