using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Tells a link's notices in words: what is the matter, and what to do.</summary>
internal static class NoticeTeller
{
    public static ImmutableArray<NoticeView> Tell(LinkState state, string name, LinkSettings settings)
    {
        var hub = IntegrationName.Hub(state.Key.Integration);
        var partner = IntegrationName.Partner(state.Key.Integration);
        return [.. LinkNotices.Of(state, settings).Select(notice =>
            new NoticeView(state.Key, name, notice, Text(notice, hub, partner), Todo(notice, hub, partner)))];
    }

    private static string Text(LinkNotice notice, string hub, string partner)
    {
        var system = notice.Side == Side.Hub ? hub : partner;
        return notice.Cause switch
        {
            NoticeCause.ChoiceNeeded => $"No single {partner} record matches for certain.",
            NoticeCause.PartnerTaken => $"The {partner} record that matches is another client's counterpart already.",
            NoticeCause.RecordDeleted => $"The {system} record was deleted.",
            NoticeCause.AccessLost => $"The {system} record is out of reach of the firm's credential.",
            NoticeCause.FirstDifference => "The two records differed when they were linked, and the firm decides such fields by hand.",
            NoticeCause.Conflict => $"{notice.Path} was edited on both sides, and which edit came last is not known.",
            NoticeCause.Refused => notice.Side is null ? $"A system did not take the value of {notice.Path}." : $"{system} did not take the value of {notice.Path}.",
            NoticeCause.Altered => notice.Side is null ? $"A system stored something else for {notice.Path} than was sent." : $"{system} stored something else for {notice.Path} than was sent.",
            NoticeCause.MaskedChanged => $"{(notice.Side is null ? "A system" : system)} shows only the end of {notice.Path}, and it is not the end of what the other holds.",
            NoticeCause.Quarantined => $"Something else keeps writing {notice.Path} back, so it is left alone.",
            NoticeCause.Occupied => $"{notice.Path} is only ever filled, and somebody else's value stands there.",
            _ => throw new ArgumentOutOfRangeException(nameof(notice)),
        };
    }

    private static string Todo(LinkNotice notice, string hub, string partner)
    {
        var system = notice.Side == Side.Hub ? hub : partner;
        return notice.Remedy switch
        {
            NoticeRemedy.ChooseRecord => $"Choose the {partner} record, or search for it.",
            NoticeRemedy.Resolve => "Say whose value stands.",
            NoticeRemedy.RestoreOrUnlink => $"Bring the record back in {system}, or unlink the client.",
            NoticeRemedy.GrantAccess => $"Give the firm's credential the right to the {system} record again.",
            NoticeRemedy.CorrectValue => "Correct the value so that the other system takes it, or say that the other side's stands.",
            NoticeRemedy.Compare => "Compare the two records by hand.",
            NoticeRemedy.FindOtherWriter => "Find what else writes the field, then say whose value stands.",
            _ => throw new ArgumentOutOfRangeException(nameof(notice)),
        };
    }
}
