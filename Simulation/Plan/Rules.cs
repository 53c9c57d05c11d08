using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The settings of an integration, and what firms change them to for a while.</summary>
internal static class Rules
{
    private const int Variants = 10;

    public static LinkSettings Home(Dice dice, VendorTraits hub, VendorTraits partner, TimeSpan clocks)
    {
        var blank = dice.Below(4) switch
        {
            0 => BlankRule.Refill,
            1 => BlankRule.Keep,
            _ => BlankRule.Propagate,
        };
        return new LinkSettings(
        [
            new FieldRule(FieldPaths.FirstName, FieldKind.Text),
            new FieldRule(FieldPaths.LastName, FieldKind.Text),
            new FieldRule(Contents.JobTitle, FieldKind.Text) { OnBlank = blank },
            new FieldRule(Contents.Employer, FieldKind.Text),
            new FieldRule(FieldPaths.BirthDate, FieldKind.Date) { OnConflict = ConflictPolicy.Ask },
            new FieldRule(Contents.Status, FieldKind.Code) { Direction = Direction.ToPartner, OnConflict = ConflictPolicy.Hub },
            new FieldRule(Contents.TaxNumber, FieldKind.Text),
            new FieldRule(ListParts.Phones, FieldKind.Phone) { IsList = true },
            new FieldRule(FieldPaths.Primary(ListParts.Phones), FieldKind.RowReference),
            new FieldRule(ListParts.Tags, FieldKind.Tag) { IsList = true },
        ])
        {
            DefaultConflict = dice.Pick([ConflictPolicy.Hub, ConflictPolicy.Partner, ConflictPolicy.Ask]),
            First = dice.Pick([ConflictPolicy.Hub, ConflictPolicy.Partner, ConflictPolicy.Ask]),
            ClockDifference = clocks,
            Hub = hub.Limits,
            Partner = partner.Limits,
        };
    }

    public static LinkSettings Variant(LinkSettings home, int variant) => (variant % Variants) switch
    {
        0 => With(home, Contents.JobTitle, rule => rule with { Direction = Direction.ToHub }),
        1 => With(home, Contents.JobTitle, rule => rule with { Direction = Direction.Manual }),
        2 => With(home, Contents.Employer, _ => null),
        3 => With(home, FieldPaths.LastName, rule => rule with { OnConflict = ConflictPolicy.Ask, OnBlank = BlankRule.Refill }),
        4 => With(home, ListParts.Phones, rule => rule with { Direction = Direction.Manual }),
        5 => With(home, FieldPaths.LastName, rule => rule with { Direction = Direction.None }, observeOnly: true),
        6 => With(home, ListParts.Phones, _ => null),
        7 => With(home, ListParts.Tags, _ => null),
        8 => With(home, Contents.Status, rule => rule, contactSync: false),
        _ => With(home, ListParts.Tags, rule => rule with { Direction = Direction.ToPartner }),
    };

    private static LinkSettings With(
        LinkSettings home, string path, Func<FieldRule, FieldRule?> change, bool observeOnly = false, bool contactSync = true) =>
        new(home.Rules.Select(rule => rule.Path == path ? change(rule) : rule).OfType<FieldRule>())
        {
            DefaultConflict = home.DefaultConflict,
            First = home.First,
            ClockDifference = home.ClockDifference,
            ObserveOnly = observeOnly,
            ContactSync = contactSync,
            Hub = home.Hub,
            Partner = home.Partner,
        };
}
