using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>What people do with the link itself: decide, and change the firm's settings.</summary>
internal sealed partial class World
{
    private void Apply(Side winner, int what, int how)
    {
        var paths = State.Registers.Keys.ToArray();
        if (paths.Length == 0)
        {
            return;
        }

        // Two at once, in both directions; now and then with what was there before.
        var stale = how % 4 == 3 ? 1 : 0;
        ImmutableArray<PathChoice> choices = [Choice(paths[what % paths.Length], winner), Choice(paths[how % paths.Length], winner.Other())];
        var before = State;
        if (Send(new LinkCommand.Apply(choices) { At = Now }) is not LinkReply.Applied(var results))
        {
            return;
        }

        Require(5, results.Select(result => result.Path).SequenceEqual(choices.Select(choice => choice.Path)), "results are not in order");
        foreach (var (choice, result) in choices.Zip(results))
        {
            CheckChoice(before, choice, result, only: choices[0].Path != choices[1].Path);
        }

        PathChoice Choice(string path, Side side) =>
            new(path, side, State.RegisterAt(path).Hub.Version - stale, State.RegisterAt(path).Partner.Version);
    }

    private void CheckChoice(LinkState before, PathChoice choice, PathResult result, bool only)
    {
        var (then, now) = (before.RegisterAt(choice.Path), State.RegisterAt(choice.Path));
        Require(3, result.Result != PathApply.Applied || choice.HubVersion == then.Hub.Version, $"{choice.Path} was decided on a value that had changed");
        Require(3, result.Result == PathApply.Applied || !only || then == now || settings.RuleOf(choice.Path)?.Kind == FieldKind.RowReference, $"{choice.Path} was {result.Result}, and changed");
        Require(
            3,
            result.Result != PathApply.Applied || !only || (now.Status == RegisterStatus.Owed && now.OwedTo == choice.Winner.Other()),
            $"{choice.Path} was decided, and is {now.Status} {now.Hold}");
    }

    /// <summary>Other settings, at once in force; the link is told of them, or not yet.</summary>
    private void Configure(int variant, bool told)
    {
        var before = settings;
        settings = Variant(variant);
        foreach (var (path, register) in State.Registers)
        {
            foreach (var side in new[] { Side.Hub, Side.Partner })
            {
                if (settings.RuleOf(path) is null && register.Of(side).WrittenAt + settings.Of(side).ReadLag > Now)
                {
                    indistinct.Add((side, path));
                }
            }
        }

        if (told)
        {
            var added = settings.Rules.Select(rule => rule.Path).Where(path => before.RuleOf(path) is null || variant == 0);
            Send(new LinkCommand.Reconsider { At = Now, Added = [.. added.Order(StringComparer.Ordinal)] });
        }
    }

    private LinkSettings Variant(int variant) => variant switch
    {
        1 => With("jobTitle", rule => rule with { Direction = Direction.ToHub }),
        2 => With("jobTitle", rule => rule with { Direction = Direction.Manual }),
        3 => With("employer", _ => null),
        4 => With("name/last", rule => rule with { OnConflict = ConflictPolicy.Ask, OnBlank = BlankRule.Refill }),
        5 => With(ListParts.Phones, rule => rule with { Direction = Direction.Manual }),
        6 => With("name/last", rule => rule with { Direction = Direction.None }, observeOnly: true),
        7 => With(ListParts.Phones, _ => null),
        8 => With(ListParts.Tags, _ => null),
        9 => With(ListParts.Tags, rule => rule with { Direction = Direction.ToPartner }),
        _ => home,
    };

    private LinkSettings With(string path, Func<FieldRule, FieldRule?> change, bool observeOnly = false) =>
        new(home.Rules.Select(rule => rule.Path == path ? change(rule) : rule).OfType<FieldRule>())
        {
            DefaultConflict = home.DefaultConflict,
            First = home.First,
            ObserveOnly = observeOnly,
        };
}
