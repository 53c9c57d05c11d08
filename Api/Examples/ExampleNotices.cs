using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleNotices
{
    private const string Link = "/v1/links/clientworks-wealthbox/CW-100001";

    public static readonly NoticeItem Conflict = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        ExampleNames.Name,
        "birthDate",
        NoticeCause.Conflict,
        null,
        null,
        ExampleNames.At("10:03:00"),
        "birthDate was edited on both sides, and which edit came last is not known.",
        NoticeRemedy.Resolve,
        "Say whose value stands.",
        NoticeActor.Adviser,
        Link);

    public static readonly NoticeItem Refused = new(
        null,
        null,
        null,
        null,
        NoticeCause.CredentialRefused,
        null,
        ExampleNames.Partner,
        ExampleNames.At("10:01:30"),
        "wealthbox does not accept the firm's credential.",
        NoticeRemedy.RenewCredential,
        "Enter a credential that wealthbox accepts (PUT /v1/connections/wealthbox).",
        NoticeActor.FirmAdmin,
        "/v1/channels");

    public static readonly NoticesAnswer Answer = new(
        [
            Refused,
            Conflict,
            new NoticeItem(
                ExampleNames.Integration,
                "CW-100009",
                "Nils Öberg",
                null,
                NoticeCause.RecordDeleted,
                Side.Partner,
                ExampleNames.Partner,
                ExampleNames.At("09:12:00"),
                "The wealthbox record was deleted.",
                NoticeRemedy.RestoreOrUnlink,
                "Bring the record back in wealthbox, or unlink the client.",
                NoticeActor.Adviser,
                "/v1/links/clientworks-wealthbox/CW-100009"),
        ],
        "VGhpcyBpcyBhbiBvcGFxdWUgY3Vyc29y");

    public static readonly LinkListAnswer Links = new(
        [
            new LinkListItem(
                ExampleNames.Integration,
                ExampleNames.Client,
                ExampleNames.Name,
                Phase.Linked,
                ExampleMatches.Partner,
                Differing: 2,
                Notices: 1,
                ExampleNames.At("10:04:55"),
                ExampleNames.At("10:04:59"),
                ExampleNames.At("10:04:55"),
                Revision: 14,
                Link,
                new AccountsItem(AccountStatus.Pending, new DateOnly(2026, 3, 9))),
        ],
        "VGhpcyBpcyBhbiBvcGFxdWUgY3Vyc29y");

    public static readonly AllowAnswer Allowed = new(
        ExampleNames.Integration, ExampleNames.Client, ExampleNames.Record, Changed: true, Phase.Unlinked, Repeated: false, Seq: 4750, Revision: 20);

    public static readonly ViewAnswer View = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        Side.Partner,
        ExampleNames.Partner,
        ExampleNames.Record,
        "https://app.example.com/contacts/20001?client=CW-100001");
}
