using System.Runtime.InteropServices;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What somebody enters in one of the systems and saves at once.</summary>
/// <param name="Number">Its place in the seed's plan.</param>
internal sealed record Save(int Number, DateTimeOffset At, int Firm, int Client, Side Side, Entry[] Entries);

/// <summary>One edit. The numbers are read as the kind needs them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Entry(EntryKind Kind, int Field, int How, int Edit);

internal enum EntryKind
{
    Scalar,
    AddPhone,
    EditPhone,
    DeletePhone,
    MakePrimary,
    Tag,
}
