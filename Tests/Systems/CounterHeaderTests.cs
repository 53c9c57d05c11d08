using Counterpart.Systems;

namespace Counterpart.Tests.Systems;

public sealed class CounterHeaderTests
{
    [Theory]
    [InlineData("58", "4711", 58, 4711)]
    [InlineData("0", null, 0, null)]
    [InlineData(null, "12", null, 12)]
    [InlineData("soon", "-1", null, null)]
    [InlineData(null, null, null, null)]
    public async Task Answer_WithCounters_TellsThem(string? minute, string? day, int? inMinute, int? inDay)
    {
        var told = new List<VendorCounters>();
        var headers = new[] { ("X-MinLimit-Remaining", minute), ("X-DayLimit-Remaining", day) }
            .Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!)).ToArray();
        using var http = new HttpClient(FakeSystem.Answering(200, """{"id":7,"type":"Person"}""", headers));
        var options = Connect.Options("https://vendor.test/v1") with { Told = told.Add };
        await new Counterpart.Systems.Wealthbox.WealthboxConnector(options, http).ReadAsync("7", TestContext.Current.CancellationToken);

        Assert.Equal(inMinute is null && inDay is null ? [] : [new VendorCounters(inMinute, inDay)], told);
    }
}
