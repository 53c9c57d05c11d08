using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>One path of a link: what each side holds, what they last agreed on, and what follows from that.</summary>
public sealed record Register
{
    public static readonly Register Empty = new();

    public SideValue Hub { get; init; } = SideValue.Unread;

    public SideValue Partner { get; init; } = SideValue.Unread;

    public RegisterStatus Status { get; init; }

    /// <summary>Which side the other's value is owed to, while <see cref="RegisterStatus.Owed"/>.</summary>
    public Side OwedTo { get; init; }

    public HoldReason Hold { get; init; }

    /// <summary>Whose value a person said stands, until it is written or a value changes; null: nobody did.</summary>
    public Side? Chosen { get; init; }

    /// <summary>Held as <see cref="HoldReason.Quarantined"/> whatever it is edited to, until a person decides or both sides agree.</summary>
    public bool Quarantined { get; init; }

    /// <summary>When the value that a write of ours had replaced came back soon after it; the last few times.</summary>
    public ImmutableArray<DateTimeOffset> Returns { get; init; } = [];

    public SideValue Of(Side side) => side == Side.Hub ? Hub : Partner;

    public Register With(Side side, SideValue value) => side == Side.Hub ? this with { Hub = value } : this with { Partner = value };
}

public enum RegisterStatus
{
    /// <summary>Not enough is known yet, or an attempt on the path is open.</summary>
    Undecided,
    Agreed,
    Owed,

    /// <summary>Differs, and stays so for a visible reason.</summary>
    Held,
}

/// <summary>Rows hold the number: members are added at the end.</summary>
public enum HoldReason
{
    None,

    /// <summary>Both sides were edited, the order is not known, and the field's policy asks.</summary>
    Conflict,

    /// <summary>The sides differed when they were linked, and the firm's policy asks.</summary>
    First,

    /// <summary>The field's direction does not allow the write.</summary>
    OneWay,

    /// <summary>A cleared field that is left as it is.</summary>
    BlankKept,

    /// <summary>The system did not take the value; tried again when a value changes.</summary>
    Refused,

    /// <summary>The system stored something that differs in meaning from what was sent.</summary>
    Altered,

    /// <summary>The field moves only when a person says so.</summary>
    Manual,

    /// <summary>A side shows the value masked; it is not merged and never written back.</summary>
    Masked,

    /// <summary>The value came back again and again after our writes: something else writes the field too.</summary>
    Quarantined,

    /// <summary>The field is only ever filled, and a value that is not ours stands there.</summary>
    Occupied,
}

/// <summary>What one side holds at a path.</summary>
public sealed record SideValue
{
    public static readonly SideValue Unread = new();

    /// <summary>The value last believed there; null before the first read.</summary>
    public FieldValue? Seen { get; init; }

    /// <summary>Number of the value within its link: every new value gets the next one, and a pushed value keeps its number.</summary>
    public long Version { get; init; }

    /// <summary>The value was set after this time, and not after <see cref="NotAfter"/>.</summary>
    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>What this side holds, as it stores it, for the last agreement; null: none, and then the side counts as changed.</summary>
    public FieldValue? Shadow { get; init; }

    /// <summary>What the last write here replaced, ours or not: a read soon after it may still show that.</summary>
    public FieldValue? Before { get; init; }

    /// <summary>When that was known to be replaced.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>What is held was last written by us, and not by somebody there.</summary>
    public bool Ours { get; init; }

    /// <summary>Nothing is decided on <see cref="Seen"/> until a further read.</summary>
    public bool Doubt { get; init; }
}
