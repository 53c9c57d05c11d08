using System.Text;
using Counterpart.Hosting;

namespace Counterpart.Tests.Hosting.Channels;

/// <summary>What a channel saved is read as a whole or refused: what is read can be saved again.</summary>
public sealed class SavedChannelTests
{
    [Theory]
    [InlineData("""{"health":{"needs":{"least":"00:00:01","usual":"00:00:01","most":"00:05:00","passCalls":1e400,"sweepRate":0}}}""")]
    [InlineData("""{"health":{"needs":{"least":"00:00:01","usual":"00:00:01","most":"00:05:00","passCalls":1,"sweepRate":-1e400}}}""")]
    [InlineData("""{"spent":[null]}""")]
    [InlineData("""{"brake":{"example":null}}""")]
    [InlineData("null")]
    public void Read_NoWholeState_IsInvalidData(string saved) =>
        Assert.Throws<InvalidDataException>(() => ChannelState.Read(Encoding.UTF8.GetBytes(saved)));

    [Fact]
    public void Read_WhatAnOlderProgramSaved_IsAsAtTheStart() =>
        Assert.Equal(ChannelState.Write(new ChannelState()), ChannelState.Write(ChannelState.Read("{}"u8)));
}
