namespace Counterpart.Simulation;

/// <summary>Who made a version of a record.</summary>
internal enum Author
{
    Start,

    /// <summary>Somebody in the system itself.</summary>
    Person,

    /// <summary>The vendor, who changes nothing of the meaning: row ids, spelling.</summary>
    Vendor,

    /// <summary>A write of Counterpart's.</summary>
    Us,
}
