namespace Counterpart.Load.Lab;

/// <summary>A product that somebody else started, with its simulators on a world of pairs.</summary>
internal sealed record AttachedProduct(Uri Api, Uri ClientWorks, Uri Wealthbox, LabFirm Firm);
