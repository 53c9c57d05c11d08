using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleSync
{
    private static readonly ValueItem HubDate = new(FieldValue.Of("1971-03-09"), 5, ExampleNames.At("10:00:00"));
    private static readonly ValueItem PartnerDate = new(FieldValue.Of("1971-09-03"), 6, ExampleNames.At("10:00:00"));
    private static readonly ValueItem HubTitle = new(FieldValue.Of("Surgeon"), 11, ExampleNames.At("10:03:00"));
    private static readonly ValueItem PartnerTitle = new(FieldValue.Of("Cardiologist"), 12, ExampleNames.At("10:03:00"));

    public static readonly SyncAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        ExampleNames.Name,
        Phase.Linked,
        new SideRecord(ExampleNames.Hub, ExampleNames.Client, ExampleNames.At("10:04:59")),
        new SideRecord(ExampleNames.Partner, ExampleNames.Record, ExampleNames.At("10:04:55")),
        Revision: 14,
        Differing: 2,
        ExampleNames.At("10:04:55"),
        [
            new SyncFieldItem("birthDate", HubDate, PartnerDate, Differs: true, RegisterStatus.Held, null, HoldReason.First, ToHub: true, ToPartner: true),
            new SyncFieldItem("jobTitle", HubTitle, PartnerTitle, Differs: true, RegisterStatus.Held, null, HoldReason.Manual, ToHub: true, ToPartner: true),
        ]);

    public static readonly SyncRequest Request = new(
    [
        new SyncChoice("birthDate", Side.Hub, 5, 6),
        new SyncChoice("jobTitle", Side.Partner, 10, 12),
    ]);

    public static readonly AppliedAnswer Applied = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        Phase.Linked,
        Repeated: false,
        Seq: 4740,
        Revision: 17,
        [
            new AppliedItem("birthDate", PathApply.Applied, Present(HubDate), Present(PartnerDate)),
            new AppliedItem("jobTitle", PathApply.Changed, Present(HubTitle), Present(PartnerTitle)),
        ]);

    public static readonly RefreshAnswer Refreshed = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        Phase.Linked,
        Done: true,
        ExampleNames.At("10:05:01"),
        ExampleNames.At("10:05:01"),
        ExampleNames.At("10:05:01.25"),
        Repeated: false,
        Revision: 20);

    public static readonly RefreshAnswer Refreshing = Refreshed with
    {
        Done = false,
        LastRefreshed = ExampleNames.At("10:04:55"),
        PartnerKnownAt = ExampleNames.At("10:04:55"),
    };

    public static readonly ActAnswer Paused = new(ExampleNames.Integration, ExampleNames.Client, Phase.Paused, Repeated: false, Seq: 4741, Revision: 18);

    public static readonly ActAnswer Resumed = Paused with { Status = Phase.Linked, Seq = 4742, Revision = 19 };

    private static PresentValue Present(ValueItem item) => new(item.Value, item.Version);
}
