using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public sealed class StorableTextTests
{
    // Not as inline data: an attribute can't hold half a pair.
    [Fact]
    public void Of_WhatTheDatabaseDoesNotTake_IsReplaced()
    {
        Assert.Equal("", StorableText.Of(""));
        Assert.Equal("Zoë 🎻", StorableText.Of("Zoë 🎻"));
        Assert.Equal("a\ufffdb", StorableText.Of("a\0b"));
        Assert.Equal("a\ufffd", StorableText.Of("a\ud83c"));
        Assert.Equal("\ufffda", StorableText.Of("\udfbba"));
        Assert.Equal("\ufffd🎻", StorableText.Of("\ud83c\ud83c\udfbb"));
    }
}
