using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A link's state as older versions wrote it, and what of it they did not know. The formats are frozen: these do not change.</summary>
internal static class OldFormats
{
    /// <summary>
    /// Format 2 is format 3 without when a part of a record was last read by itself, what is left of a link before, and when the last read was over.
    /// </summary>
    public static byte[] Write2(LinkState known)
    {
        var bytes = StateCodec.Write(known);
        return bytes[0] == 6 ? [4, .. bytes[1..]] : throw new LawBroken(8, "the present format is not 3: format 2 needs a writer of its own");
    }

    public static LinkState Known2(LinkState state) => state with
    {
        Hub = state.Hub with { PartialAt = default, Floor = default, KnownUntil = default },
        PartnerSide = state.PartnerSide with { PartialAt = default, Floor = default, KnownUntil = default },
    };

    /// <summary>Without pauses, choices, returns, what is wanted, the end of the last link, and whose a value is.</summary>
    public static LinkState Known1(LinkState state)
    {
        var registers = state.Registers.ToBuilder();
        foreach (var (path, register) in state.Registers)
        {
            registers[path] = register with
            {
                Chosen = null,
                Quarantined = false,
                Returns = [],
                Hub = register.Hub with { Ours = false },
                Partner = register.Partner with { Ours = false },
            };
        }

        return Known2(state) with
        {
            IsPaused = false,
            UnlinkedAt = default,
            Former = null,
            Registers = registers.ToImmutable(),
            Hub = Known1(state.Hub),
            PartnerSide = Known1(state.PartnerSide),
        };
    }

    public static byte[] Write1(LinkState known)
    {
        var bytes = new OldBytes().Number(1).Number(known.Revision).Number(known.Epoch).Number((int)known.Phase).Number((int)known.LeaveReason)
            .Number(known.LastVersion).Number(known.LastRow).Number(known.LastAttempt).Time(known.LinkedAt);
        Partner(bytes, known);
        Side(bytes, known.Hub);
        Side(bytes, known.PartnerSide);
        bytes.Number(known.Registers.Count);
        foreach (var (path, register) in known.Registers)
        {
            bytes.Text(path).Number((int)register.Status).Number((int)register.OwedTo).Number((int)register.Hold);
            Held(bytes, register.Hub, hub: null);
            Held(bytes, register.Partner, register.Hub.Seen);
        }

        bytes.Number(known.Rows.Count);
        foreach (var (path, pair) in known.Rows)
        {
            bytes.Text(path).Text(pair.Hub).Text(pair.Partner);
        }

        Open(bytes, known.Open);
        bytes.Number(known.Ghosts.Length);
        foreach (var ghost in known.Ghosts)
        {
            bytes.Number((int)ghost.Side).Text(ghost.Path).Value(ghost.Value).Time(ghost.Until);
        }

        return bytes.ToArray();
    }

    private static SideState Known1(SideState side) => side with
    {
        GoneFor = default,
        Wanted = default,
        PartialAt = default,
        Floor = default,
        KnownUntil = default,
    };

    private static void Partner(OldBytes bytes, LinkState state)
    {
        bytes.Flag(state.Partner is not null);
        if (state.Partner is { } partner)
        {
            bytes.Text(partner.System).Text(partner.Tenant).Text(partner.Id);
        }

        bytes.Flag(state.Evidence is not null);
        if (state.Evidence is { } evidence)
        {
            bytes.Number((int)evidence.Rule);
            Candidates(bytes, [evidence.Candidate]);
            bytes.Flag(evidence.DirectoryAt is not null).Time(evidence.DirectoryAt ?? state.LinkedAt);
        }

        bytes.Number(state.Candidates.Length);
        Candidates(bytes, state.Candidates);
        bytes.Number(state.Never.Length);
        foreach (var id in state.Never)
        {
            bytes.Text(id);
        }
    }

    private static void Candidates(OldBytes bytes, ImmutableArray<MatchCandidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            bytes.Text(candidate.Id).Text(candidate.Name).Number(Maybe(candidate.TaxIdMatches)).Flag(candidate.NameMatches)
                .Number(Maybe(candidate.BirthDateMatches)).Text(candidate.TakenBy);
        }
    }

    private static int Maybe(bool? value) => value switch { null => 0, false => 1, true => 2 };

    private static void Side(OldBytes bytes, SideState side)
    {
        bytes.Time(side.Fence).Time(side.KnownAt).Flag(side.Revision is not null);
        if (side.Revision is { } revision)
        {
            bytes.Number(revision);
        }

        bytes.Number(side.Failures).Time(side.NotBefore).Flag(side.OneAtATime).Flag(side.Gone);
    }

    private static void Held(OldBytes bytes, SideValue value, FieldValue? hub)
    {
        var same = value.Seen is not null && value.Seen.Equals(value.Shadow);
        if (hub is not null && hub.Equals(value.Seen))
        {
            bytes.Number(-1);
        }
        else
        {
            bytes.Value(value.Seen);
        }

        bytes.Number((same ? 1 : 0) | (value.Doubt ? 2 : 0) | (value.WrittenAt != default ? 4 : 0) | (value.NotBefore == default ? 8 : 0)).Number(value.Version);
        if (value.NotBefore != default)
        {
            bytes.Time(value.NotBefore);
        }

        bytes.Time(value.NotAfter);
        if (!same)
        {
            bytes.Value(value.Shadow);
        }

        if (value.WrittenAt != default)
        {
            bytes.Value(value.Before).Time(value.WrittenAt);
        }
    }

    private static void Open(OldBytes bytes, Attempt? open)
    {
        bytes.Flag(open is not null);
        if (open is null)
        {
            return;
        }

        bytes.Number(open.Id).Number(open.Epoch).Number((int)open.Side).Time(open.ReadAt).Time(open.Deadline).Flag(open.Unknown).Number(open.Paths.Length);
        foreach (var entry in open.Paths)
        {
            bytes.Text(entry.Path).Value(entry.Value).Number(entry.Version).Value(entry.Expected).Number(entry.TargetVersion);
        }
    }
}
