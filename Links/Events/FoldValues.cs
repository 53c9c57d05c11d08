namespace Counterpart.Links;

/// <summary>Folds what was seen and what was decided on it.</summary>
internal static class FoldValues
{
    public static LinkState Seen(LinkState state, LinkEvent.Seen seen)
    {
        var other = state.Of(seen.Side.Other());
        var registers = state.Registers.ToBuilder();
        var lastVersion = state.LastVersion;
        foreach (var value in seen.Values)
        {
            var known = registers.TryGetValue(value.Path, out var register);
            register ??= Register.Empty;
            if (!known && IsMember(value.Path) && other.Fence != default)
            {
                // The other side was read whole and lacks it.
                register = register.With(seen.Side.Other(), new SideValue { Seen = FieldValue.Blank, NotAfter = other.Fence });
            }

            var held = register.Of(seen.Side);
            if (held.Doubt && held.Version == value.Version)
            {
                // The doubt is over, and nothing else is new: a hold stays.
                registers[value.Path] = register.With(seen.Side, held with { Doubt = false });
                continue;
            }

            registers[value.Path] = Held(register, seen.Side, held with
            {
                Seen = value.Value,
                Version = value.Version,
                NotBefore = value.NotBefore,
                NotAfter = seen.NotAfter,
                Before = held.Seen,
                WrittenAt = held.Seen is null ? default : seen.NotAfter,
                Ours = false,
                Doubt = false,
                Shadow = value.Ghost ? value.Value : held.Shadow,
            }, value.Ghost);
            if (value.Return)
            {
                registers[value.Path] = Returned(registers[value.Path], seen.NotAfter);
            }

            lastVersion = Math.Max(lastVersion, value.Version);
        }

        var rows = state.Rows.ToBuilder();
        var lastRow = state.LastRow;
        foreach (var row in seen.Rows)
        {
            rows[row.Path] = (rows.TryGetValue(row.Path, out var pair) ? pair : new RowPair(null, null)).With(seen.Side, row.Id);
            lastRow = Math.Max(lastRow, int.Parse(row.Path.AsSpan(row.Path.LastIndexOf('/') + 2)));
        }

        var own = state.Of(seen.Side);
        own = own with
        {
            Fence = seen.Fence is { } fence && fence > own.Fence ? fence : own.Fence,
            KnownAt = seen.Fence is { } readAt && readAt > own.KnownAt ? readAt : own.KnownAt,
            KnownUntil = seen.Fence > own.KnownAt ? seen.NotAfter : own.KnownUntil,
            PartialAt = seen.PartialAt is { } partial && partial > own.PartialAt ? partial : own.PartialAt,
            Revision = Later(own.Revision, seen.Revision),
        };
        return state with
        {
            Registers = registers.ToImmutable(),
            Rows = rows.ToImmutable(),
            LastVersion = lastVersion,
            LastRow = lastRow,
            Hub = seen.Side == Side.Hub ? own : state.Hub,
            PartnerSide = seen.Side == Side.Partner ? own : state.PartnerSide,
        };
    }

    public static LinkState Doubted(LinkState state, LinkEvent.Doubted doubted)
    {
        var registers = state.Registers.ToBuilder();
        foreach (var path in doubted.Paths)
        {
            var register = registers[path];
            registers[path] = register.With(doubted.Side, register.Of(doubted.Side) with { Doubt = true });
        }

        return state with { Registers = registers.ToImmutable() };
    }

    public static LinkState Merged(LinkState state, LinkEvent.Merged merged)
    {
        var registers = state.Registers.ToBuilder();
        var rows = state.Rows.ToBuilder();
        foreach (var step in merged.Steps)
        {
            if (step.Kind == MergeKind.Retire)
            {
                registers.Remove(step.Path);
                rows.Remove(step.Path);
            }
            else
            {
                registers[step.Path] = Apply(registers[step.Path], step);
            }
        }

        return state with { Registers = registers.ToImmutable(), Rows = rows.ToImmutable() };
    }

    public static LinkState Resolved(LinkState state, LinkEvent.Resolved resolved)
    {
        var registers = state.Registers.ToBuilder();
        foreach (var step in resolved.Steps)
        {
            registers[step.Path] = Apply(registers[step.Path], step) with { Chosen = step.Winner, Quarantined = false, Returns = [] };
        }

        return state with { Registers = registers.ToImmutable() };
    }

    public static bool Changes(Register register, MergeStep step) => step.Kind switch
    {
        MergeKind.Retire => true,
        // A refused value stays refused until either side has another one.
        MergeKind.Owe or MergeKind.Take when register is { Status: RegisterStatus.Held, Hold: HoldReason.Refused } => false,
        _ => Apply(register, step) != register,
    };

    public static Register Apply(Register register, MergeStep step)
    {
        switch (step.Kind)
        {
            case MergeKind.Agree:
                register = register.Quarantined ? register with { Quarantined = false, Returns = [] } : register;
                return register with
                {
                    Chosen = null,
                    Status = RegisterStatus.Agreed,
                    OwedTo = default,
                    Hold = HoldReason.None,
                    Hub = register.Hub with { Shadow = register.Hub.Seen },
                    Partner = register.Partner with { Shadow = register.Partner.Seen },
                };
            case MergeKind.Owe:
            case MergeKind.Take when step.Unedited:
                return Owed(register, step.Winner);
            case MergeKind.Take:
                var loser = step.Winner.Other();
                register = register.With(loser, register.Of(loser) with { Shadow = register.Of(loser).Seen });
                // Unset, the winner counts as changed whatever it is edited back to.
                return Owed(register.With(step.Winner, register.Of(step.Winner) with { Shadow = null }), step.Winner);
            case MergeKind.Hold:
                return register with
                {
                    Status = RegisterStatus.Held,
                    OwedTo = default,
                    Hold = step.Hold,
                    Chosen = null,
                    Quarantined = register.Quarantined || step.Hold == HoldReason.Quarantined,
                };
            default:
                return register with { Status = RegisterStatus.Undecided, OwedTo = default, Hold = HoldReason.None };
        }
    }

    private static Register Owed(Register register, Side winner) =>
        register with { Status = RegisterStatus.Owed, OwedTo = winner.Other(), Hold = HoldReason.None };

    /// <summary>A new value ends a hold that waited for one; the decision that follows says what comes instead.</summary>
    private static Register Held(Register register, Side side, SideValue value, bool ghost)
    {
        register = register.With(side, value);
        if (ghost)
        {
            register = register.With(side.Other(), register.Of(side.Other()) with { Shadow = null });
        }

        return register with { Status = RegisterStatus.Undecided, OwedTo = default, Hold = HoldReason.None, Chosen = null };
    }

    private static Register Returned(Register register, DateTimeOffset at)
    {
        var kept = register.Returns.Length < QuarantineRule.MostReturns ? register.Returns : register.Returns[1..];
        return register with { Returns = kept.Add(at) };
    }

    /// <summary>A row or a tag: one that a side did not show when it was read whole is not there.</summary>
    private static bool IsMember(string path)
    {
        if (FieldPaths.IsTag(path))
        {
            return true;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash + 2 < path.Length + 1 && path.AsSpan(slash + 1) is ['r', var digit, ..] && char.IsAsciiDigit(digit);
    }

    public static long? Later(long? one, long? other) => one is { } first && (other is not { } second || first > second) ? first : other;
}
