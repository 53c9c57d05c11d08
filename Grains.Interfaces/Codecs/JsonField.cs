using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Counterpart.Grains.Interfaces;

/// <summary>A field of bytes with their length before them, and with no type: the contract says what they are.</summary>
internal static class JsonField
{
    public static void Write<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, byte[] json)
        where TBufferWriter : IBufferWriter<byte>
    {
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(fieldIdDelta, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)json.Length);
        writer.Write(json);
    }

    /// <exception cref="InvalidDataException">The field is of another kind, or says that it is longer than it is.</exception>
    public static byte[] Read<TInput>(ref Reader<TInput> reader, Field field)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        if (field.WireType != WireType.LengthPrefixed)
        {
            throw new InvalidDataException($"A field of bytes was expected, and {field.WireType} found.");
        }

        try
        {
            return reader.ReadBytes(reader.ReadVarUInt32());
        }
        catch (Exception broken) when (broken is ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidDataException("A field of bytes has another length than it says.", broken);
        }
    }
}
