namespace Counterpart.Tests.Tour;

public sealed class TourTextTests
{
    private const string Text =
        """
        Some words.

            not a command

        ```sh
        one &&
          two
        three
        ```

        ```text
        {"a":1,…"b":2,…
        "c"
        ```

        ```json
        {}
        ```

        ```sh
        four
        ```
        """;

    [Fact]
    public void Read_Blocks_GivesCommandsAndFragments()
    {
        var steps = TourText.Read(Text);

        Assert.Equal([["one &&\n  two", "three"], ["four"]], steps.Select(step => step.Commands));
        Assert.Equal([["{\"a\":1,", "\"b\":2,", "\"c\""], []], steps.Select(step => step.Expected));
        Assert.Equal([6, 21], steps.Select(step => step.Line));
    }

    [Theory]
    [InlineData("{\"a\":1,\"x\":0,\"b\":2,\"c\":3}", null)]
    [InlineData("{\"a\":1,\"x\":0,\"b\":3,\"c\":3}", "\"b\":2,")]
    [InlineData("{\"b\":2,\"c\":3}{\"a\":1,", "\"b\":2,")]
    [InlineData("", "{\"a\":1,")]
    public void Missing_ADifferentAnswer_NamesTheFragment(string output, string? missing) =>
        Assert.Equal(missing, TourText.Read(Text)[0].Missing(output));
}
