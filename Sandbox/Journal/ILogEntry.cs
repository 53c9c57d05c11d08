using System.Text.Json;

namespace Counterpart.Sandbox.Journal;

internal interface ILogEntry
{
    long Seq { get; }

    void WriteTo(Utf8JsonWriter writer);
}
