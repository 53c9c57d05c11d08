using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ExampleChannels
{
    private const string Firm = "bayside";

    public static readonly ChannelItem Channel = new(
        Firm,
        ExampleNames.Partner,
        ChannelCondition.Braked,
        ExampleNames.At("12:00:05"),
        ExampleNames.At("06:00:00"),
        ExampleNames.At("12:00:06"),
        null,
        new FailureItem("unreachable", ExampleNames.At("09:41:10")),
        null,
        new BrakeItem(ExampleNames.At("12:00:06"), 14, 190, ExampleNames.Record),
        ExampleNames.At("12:00:07"));

    public static readonly ChannelsAnswer Channels = new([Channel]);

    public static readonly BudgetsAnswer Budgets = new(
    [
        new BudgetItem(
            Firm,
            ExampleNames.Partner,
            5,
            [
                new WindowItem(
                    300,
                    300,
                    120,
                    31,
                    180,
                    0.4,
                    null,
                    null,
                    new ForecastItem(ExampleNames.At("12:00:00"), ExampleNames.At("12:05:00"), 124, null),
                    new ForecastItem(ExampleNames.At("11:55:00"), ExampleNames.At("12:00:00"), 118, 121)),
            ],
            ExampleNames.At("12:00:07")),
    ]);
}
