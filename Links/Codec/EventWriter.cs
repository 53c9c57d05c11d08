using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Counterpart.Links;

/// <summary>
/// Writes journal records as <see cref="EventJson"/> does, to the byte. What nearly every record consists of is written member by member;
/// all else is the serializer's.
/// </summary>
internal static class EventWriter
{
    private const int MostKept = 64 * 1024;

    private static readonly JsonEncodedText Kind = JsonEncodedText.Encode("e");
    private static readonly JsonEncodedText SeenKind = JsonEncodedText.Encode("seen");
    private static readonly JsonEncodedText MergedKind = JsonEncodedText.Encode("merged");
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText HubVersion = JsonEncodedText.Encode("hubVersion");
    private static readonly JsonEncodedText PartnerVersion = JsonEncodedText.Encode("partnerVersion");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? keptBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? keptWriter;

    public static byte[] Write(ImmutableArray<LinkEvent> events)
    {
        // Each thread keeps one of each. Where something is thrown they are not kept.
        var buffer = keptBuffer ?? new ArrayBufferWriter<byte>(1024);
        var writer = keptWriter ?? new Utf8JsonWriter(buffer);
        (keptBuffer, keptWriter) = (null, null);
        WriteAll(writer, events);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostKept)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            (keptBuffer, keptWriter) = (buffer, writer);
        }

        return bytes;
    }

    private static void WriteAll(Utf8JsonWriter writer, ImmutableArray<LinkEvent> events)
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case LinkEvent.Seen seen:
                    Write(writer, seen);
                    break;
                case LinkEvent.Merged merged:
                    Write(writer, merged);
                    break;
                default:
                    JsonSerializer.Serialize(writer, happened, EventJsonContext.Default.LinkEvent);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, LinkEvent.Seen seen)
    {
        writer.WriteStartObject();
        writer.WriteString(Kind, SeenKind);
        Write(writer, "side"u8, seen.Side, default);
        Write(writer, "fence"u8, seen.Fence ?? default, seen.Fence is not null);
        Write(writer, "notAfter"u8, seen.NotAfter, seen.NotAfter != default);
        if (seen.Revision is { } revision)
        {
            writer.WriteNumber("revision"u8, revision);
        }

        if (!seen.Values.IsDefault)
        {
            writer.WriteStartArray("values"u8);
            foreach (var value in seen.Values)
            {
                Write(writer, value);
            }

            writer.WriteEndArray();
        }

        if (!seen.Rows.IsDefault)
        {
            writer.WriteStartArray("rows"u8);
            foreach (var row in seen.Rows)
            {
                writer.WriteStartObject();
                writer.WriteString(Path, row.Path);
                if (row.Id is not null)
                {
                    writer.WriteString("id"u8, row.Id);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        Write(writer, "partialAt"u8, seen.PartialAt ?? default, seen.PartialAt is not null);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SeenValue value)
    {
        writer.WriteStartObject();
        writer.WriteString(Path, value.Path);
        Write(writer, "value"u8, value.Value);
        Write(writer, Version, value.Version);
        Write(writer, "notBefore"u8, value.NotBefore, value.NotBefore != default);
        Write(writer, "ghost"u8, value.Ghost);
        Write(writer, "return"u8, value.Return);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LinkEvent.Merged merged)
    {
        writer.WriteStartObject();
        writer.WriteString(Kind, MergedKind);
        if (!merged.Steps.IsDefault)
        {
            writer.WriteStartArray("steps"u8);
            foreach (var step in merged.Steps)
            {
                Write(writer, step);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MergeStep step)
    {
        writer.WriteStartObject();
        writer.WriteString(Path, step.Path);
        Write(writer, "kind"u8, step.Kind, default);
        Write(writer, "winner"u8, step.Winner, default);
        Write(writer, "rule"u8, step.Rule, default);
        Write(writer, "hold"u8, step.Hold, default);
        Write(writer, HubVersion, step.HubVersion);
        Write(writer, PartnerVersion, step.PartnerVersion);
        Write(writer, "was"u8, step.Was, default);
        Write(writer, "lost"u8, step.Lost);
        Write(writer, "won"u8, step.Won);
        Write(writer, "unedited"u8, step.Unedited);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, long number)
    {
        if (number != 0)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool flag)
    {
        if (flag)
        {
            writer.WriteBoolean(name, value: true);
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time, bool isSet)
    {
        if (isSet)
        {
            writer.WriteString(name, time);
        }
    }

    private static void Write<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value, T unsaid)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, unsaid))
        {
            writer.WriteString(name, Enum.GetName(value));
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, FieldValue? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            FieldValueConverter.Write(writer, value);
        }
    }
}
