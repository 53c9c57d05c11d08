using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Folds the life of an attempt.</summary>
internal static class FoldAttempts
{
    /// <summary>The read that an attempt stands on was applied, whether it brought anything new or not.</summary>
    public static LinkState Begun(LinkState state, LinkEvent.AttemptBegun begun)
    {
        var side = state.Of(begun.Attempt.Side);
        var readAt = begun.Attempt.ReadAt;
        return (state with { Open = begun.Attempt, LastAttempt = begun.Attempt.Id }).With(begun.Attempt.Side, side with
        {
            Fence = readAt > side.Fence ? readAt : side.Fence,
            KnownAt = readAt > side.KnownAt ? readAt : side.KnownAt,
            KnownUntil = readAt > side.KnownAt ? begun.Attempt.Deadline : side.KnownUntil,
        });
    }

    public static LinkState Unknown(LinkState state, LinkEvent.AttemptUnknown unknown)
    {
        var attempt = state.Open!;
        return (state with { Open = attempt with { Unknown = true } })
            .With(attempt.Side, Failed(state.Of(attempt.Side), unknown.RetryAt));
    }

    public static LinkState Dropped(LinkState state, LinkEvent.AttemptDropped dropped)
    {
        var attempt = state.Open!;
        var side = state.Of(attempt.Side);
        side = dropped.Failed ? Failed(side, dropped.RetryAt) : side with { NotBefore = dropped.RetryAt };
        if (dropped.Ghosts is { } until)
        {
            state = state with { Ghosts = [.. Living(state, dropped.RetryAt), .. attempt.Paths.Select(entry => new Ghost(attempt.Side, entry.Path, entry.Value, until))] };
        }

        return (state with { Open = null }).With(attempt.Side, side);
    }

    public static LinkState Refused(LinkState state, LinkEvent.AttemptRefused refused)
    {
        var attempt = state.Open!;
        var side = state.Of(attempt.Side) with { NotBefore = refused.RetryAt, OneAtATime = refused.Path is null };
        state = (state with { Open = null }).With(attempt.Side, side);
        if (refused.Path is not { } path)
        {
            return state;
        }

        var register = state.RegisterAt(path);
        return register.Of(attempt.Side.Other()).Version == attempt.Of(path)!.Version
            ? state with { Registers = state.Registers.SetItem(path, Held(register, HoldReason.Refused)) }
            : state;
    }

    public static LinkState Settled(LinkState state, LinkEvent.AttemptSettled settled)
    {
        var attempt = state.Open!;
        var source = attempt.Side.Other();
        var registers = state.Registers.ToBuilder();
        foreach (var path in settled.Paths)
        {
            if (registers.TryGetValue(path.Path, out var register))
            {
                registers[path.Path] = Settle(register, attempt.Of(path.Path)!, path, attempt.Side, settled);
            }
        }

        var ghosts = Ghosts(attempt, settled);
        var side = state.Of(attempt.Side);
        return (state with { Open = null, Registers = registers.ToImmutable(), Ghosts = [.. Living(state, settled.EndedAt).Where(ghost => !Arrived(ghost)), .. ghosts] })
            .With(attempt.Side, side with
            {
                Fence = settled.EndedAt > side.Fence ? settled.EndedAt : side.Fence,
                KnownAt = settled.StartedAt > side.KnownAt ? settled.StartedAt : side.KnownAt,
                KnownUntil = settled.StartedAt >= side.KnownAt ? settled.EndedAt : side.KnownUntil,
                Revision = FoldValues.Later(side.Revision, settled.Revision),
                Failures = 0,
                NotBefore = default,
                OneAtATime = false,
            });

        // A value that was sent again and arrived is no ghost any more: seen once more, it is somebody's edit.
        bool Arrived(Ghost ghost) =>
            ghost.Side == attempt.Side
            && settled.Paths.Any(path => path.Outcome == PathOutcome.Done && string.Equals(path.Path, ghost.Path, StringComparison.Ordinal))
            && attempt.Of(ghost.Path)!.Value.Equals(ghost.Value);
    }

    /// <summary>What of it was not settled, and may surface late, is remembered.</summary>
    private static IEnumerable<Ghost> Ghosts(Attempt attempt, LinkEvent.AttemptSettled settled)
    {
        if (settled.ByReading && settled.Paths.All(path => path.Outcome == PathOutcome.Overtaken))
        {
            return attempt.Paths.Select(entry => new Ghost(attempt.Side, entry.Path, entry.Value, settled.EndedAt + TimeSpan.FromMinutes(10)));
        }

        return settled.Ghosts is { } until
            ? attempt.Paths.ExceptBy(settled.Paths.Select(path => path.Path), entry => entry.Path, StringComparer.Ordinal)
                .Select(entry => new Ghost(attempt.Side, entry.Path, entry.Value, until))
            : [];
    }

    private static Register Settle(Register register, AttemptPath entry, SettledPath path, Side target, LinkEvent.AttemptSettled settled)
    {
        if (path.Outcome == PathOutcome.Ignored)
        {
            return register.Of(target.Other()).Version == entry.Version ? Held(register, HoldReason.Refused) : register;
        }

        // The shadows of what was sent move, whatever the source holds by now.
        var source = register.Of(target.Other()) with { Shadow = entry.Value };
        var held = register.Of(target);
        held = path.Outcome switch
        {
            PathOutcome.Overtaken => held with { Shadow = entry.Value },
            PathOutcome.Doubtful => held with { Shadow = path.Value, Before = entry.Expected, WrittenAt = settled.EndedAt, Doubt = true },
            _ => held with
            {
                Seen = path.Value,
                Version = Math.Max(entry.Version, held.Version),
                NotBefore = settled.ReadAt ?? settled.StartedAt,
                NotAfter = settled.EndedAt,
                Shadow = path.Value,
                Before = entry.Expected,
                WrittenAt = settled.EndedAt,
                Ours = true,
                Doubt = false,
            },
        };
        register = register.With(target.Other(), source).With(target, held);
        return path.Outcome == PathOutcome.Altered
            ? Held(register, HoldReason.Altered)
            : register with { Status = RegisterStatus.Undecided, OwedTo = default, Hold = HoldReason.None, Chosen = null };
    }

    private static Register Held(Register register, HoldReason reason) =>
        register with { Status = RegisterStatus.Held, OwedTo = default, Hold = reason, Chosen = null };

    private static SideState Failed(SideState side, DateTimeOffset retryAt) => side with { Failures = side.Failures + 1, NotBefore = retryAt };

    private static IEnumerable<Ghost> Living(LinkState state, DateTimeOffset at) => state.Ghosts.Where(ghost => ghost.Until > at);
}
