using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Derives a link's notices from its state.</summary>
public static class LinkNotices
{
    /// <summary>In order of path, those of the whole link first. While a record is gone that alone is told: nothing else can be mended.</summary>
    public static ImmutableArray<LinkNotice> Of(LinkState state, LinkSettings settings)
    {
        switch (state.Phase)
        {
            case Phase.NeedsChoice:
                return [Choice(state)];
            case Phase.Broken:
                return [.. Gone(state, Side.Hub), .. Gone(state, Side.Partner)];
            case Phase.Linked or Phase.Paused:
                return Fields(state, settings);
            default:
                return [];
        }
    }

    private static LinkNotice Choice(LinkState state) => state.Candidates is [{ TakenBy: not null }]
        ? new LinkNotice(null, NoticeCause.PartnerTaken, null) { Side = Side.Partner, Remedy = NoticeRemedy.ChooseRecord, Who = NoticeActor.Adviser }
        : new LinkNotice(null, NoticeCause.ChoiceNeeded, null) { Remedy = NoticeRemedy.ChooseRecord, Who = NoticeActor.Adviser };

    private static IEnumerable<LinkNotice> Gone(LinkState state, Side side)
    {
        if (state.Of(side) is not { Gone: true } own)
        {
            yield break;
        }

        yield return own.GoneFor == GoneReason.AccessLost
            ? new LinkNotice(null, NoticeCause.AccessLost, own.Fence) { Side = side, Remedy = NoticeRemedy.GrantAccess, Who = NoticeActor.FirmAdmin }
            : new LinkNotice(null, NoticeCause.RecordDeleted, own.Fence) { Side = side, Remedy = NoticeRemedy.RestoreOrUnlink, Who = NoticeActor.Adviser };
    }

    private static ImmutableArray<LinkNotice> Fields(LinkState state, LinkSettings settings)
    {
        var notices = ImmutableArray.CreateBuilder<LinkNotice>();
        var first = false;
        foreach (var (path, register) in state.Registers)
        {
            if (register.Status != RegisterStatus.Held || settings.RuleOf(path) is null)
            {
                continue;
            }

            first |= register.Hold == HoldReason.First;
            if (Field(path, register) is { } notice)
            {
                notices.Add(notice);
            }
        }

        if (first)
        {
            notices.Insert(0, new LinkNotice(null, NoticeCause.FirstDifference, state.LinkedAt) { Remedy = NoticeRemedy.Resolve, Who = NoticeActor.Adviser });
        }

        return notices.ToImmutable();
    }

    private static LinkNotice? Field(string path, Register register)
    {
        return register.Hold switch
        {
            HoldReason.Conflict => Told(NoticeCause.Conflict, NoticeRemedy.Resolve, null),
            HoldReason.Refused => Told(NoticeCause.Refused, NoticeRemedy.CorrectValue, Only(held => held.Seen!.Equals(held.Shadow))),
            HoldReason.Altered => Told(NoticeCause.Altered, NoticeRemedy.Compare, Only(held => held.Ours)),
            HoldReason.Quarantined => Told(NoticeCause.Quarantined, NoticeRemedy.FindOtherWriter, null) with { Who = NoticeActor.FirmAdmin },
            HoldReason.Occupied => Told(NoticeCause.Occupied, NoticeRemedy.Resolve, null),
            HoldReason.Masked when LinkDifferences.IsOff(register) =>
                Told(NoticeCause.MaskedChanged, NoticeRemedy.Compare, Only(held => Masking.IsMasked(held.Seen!))),
            _ => null,
        };

        LinkNotice Told(NoticeCause cause, NoticeRemedy remedy, Side? side) =>
            new(path, cause, register.Hub.NotAfter > register.Partner.NotAfter ? register.Hub.NotAfter : register.Partner.NotAfter)
            {
                Side = side,
                Remedy = remedy,
                Who = NoticeActor.Adviser,
            };

        Side? Only(Func<SideValue, bool> fits) => (fits(register.Hub), fits(register.Partner)) switch
        {
            (true, false) => Side.Hub,
            (false, true) => Side.Partner,
            _ => null,
        };
    }
}
