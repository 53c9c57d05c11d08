using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Tests.EndToEnd;

/// <summary>How the account of a run reads the product's history, which comes newest first.</summary>
public sealed class HistoryEvidenceTests
{
    private const string Sending = """{"seq":3,"what":"sending","path":"name/nickname","value":"v430","rule":null,"lost":null}""";

    [Fact]
    public void WriteThatEndedInAnEdit_WasOvertakenOnItsWay() => Assert.True(
        Of("""{"seq":5,"what":"written","path":"name/nickname","value":"v440","rule":"overtaken","lost":null}""", Sending).WasOvertakenOnItsWay("v430"));

    [Theory]
    [InlineData("""{"seq":5,"what":"written","path":"name/nickname","value":"v430","rule":"done","lost":null}""")]
    [InlineData("""{"seq":5,"what":"written","path":"jobTitle","value":"v440","rule":"overtaken","lost":null}""")]
    [InlineData("""{"seq":2,"what":"written","path":"name/nickname","value":"v440","rule":"overtaken","lost":null}""")]
    public void WriteThatEndedOtherwise_WasNot(string written) => Assert.False(Of(written, Sending).WasOvertakenOnItsWay("v430"));

    [Fact]
    public void ArrivedWhereALaterWriteWasOvertaken_WasNot() => Assert.False(
        Of(
            """{"seq":9,"what":"written","path":"name/nickname","value":"v9","rule":"overtaken","lost":null}""",
            """{"seq":5,"what":"written","path":"name/nickname","value":"v430","rule":"done","lost":null}""",
            Sending).WasOvertakenOnItsWay("v430"));

    [Fact]
    public void NeverSent_WasNot() => Assert.False(
        Of("""{"seq":5,"what":"written","path":"name/nickname","value":"v440","rule":"overtaken","lost":null}""").WasOvertakenOnItsWay("v430"));

    private static History Of(params string[] entries)
    {
        var history = new History();
        foreach (var entry in entries)
        {
            history.Add(JsonElement.Parse(entry));
        }

        return history;
    }
}
