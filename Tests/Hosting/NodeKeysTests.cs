using System.Security.Cryptography;
using System.Text;
using Counterpart.Hosting;
using Counterpart.Storage;
using Counterpart.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Counterpart.Tests.Hosting;

/// <summary>Keys that nodes share through the store, sealed with a master key that is not in it.</summary>
public sealed class NodeKeysTests : SqliteFixture
{
    private readonly StoreTuning tuning = new()
    {
        ConnectionString = "Host=nobody.asks.for.it",
        MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    [Fact]
    public async Task Load_SeveralNodesAtOnce_OpenWhatTheOthersSealed()
    {
        await using var store = await OpenAsync();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LoadAsync(store, tuning))));
        Assert.Single(nodes.Select(node => Convert.ToHexString(node.TaxIdHashKey)).Distinct());
        foreach (var (sealing, opening) in nodes.SelectMany(sealing => nodes.Select(opening => (sealing, opening))))
        {
            var credential = new CredentialSeal(sealing.Protection).Seal("wb-secret");
            Assert.Equal("wb-secret", new CredentialSeal(opening.Protection).Open(credential));
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Load_InTheStore_NothingOfItIsInClear()
    {
        await using var store = await OpenAsync();
        await using var node = await LoadAsync(store, tuning);
        var rows = await store.ListSealedAsync(Cancel);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(-1, row.Content.Span.IndexOf(node.TaxIdHashKey));
            Assert.Equal(-1, row.Content.Span.IndexOf("<key"u8));
            Assert.Equal(-1, row.Content.Span.IndexOf("masterKey"u8));
        });
        Assert.False(Directory.Exists(InFolder("keys")));
    }

    [Fact]
    public async Task Load_AnotherMasterKey_IsRefused()
    {
        await using var store = await OpenAsync();
        await using (await LoadAsync(store, tuning))
        {
        }

        var other = new StoreTuning { ConnectionString = "Host=x", MasterKey = Convert.ToBase64String(new byte[32]) };
        await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, other));
        await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, new StoreTuning { ConnectionString = "Host=x" }));
    }

    [Fact]
    public async Task Reseal_WithTheFormerKeyGiven_LeavesWhatWasSealedAndNeedsTheNewKeyAlone()
    {
        await using var store = await OpenAsync();
        byte[] credential;
        byte[] hashKey;
        await using (var before = await LoadAsync(store, tuning))
        {
            credential = new CredentialSeal(before.Protection).Seal("wb-secret");
            hashKey = before.TaxIdHashKey;
        }

        var present = new StoreTuning { ConnectionString = "Host=x", MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        var both = new StoreTuning { ConnectionString = "Host=x", MasterKey = present.MasterKey, FormerMasterKey = tuning.MasterKey };

        // A node that knows both works on before and after, beside one that knows the former alone.
        await using var running = await LoadAsync(store, both);
        await using var older = await LoadAsync(store, tuning);
        Assert.Equal("wb-secret", new CredentialSeal(running.Protection).Open(credential));
        await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, present));
        await Assert.ThrowsAsync<NodeKeyException>(() => KeyResealing.RunAsync(store, present, Cancel));

        Assert.Equal((2, 2), await KeyResealing.RunAsync(store, both, Cancel));
        Assert.Equal((0, 2), await KeyResealing.RunAsync(store, both, Cancel));

        await using var after = await LoadAsync(store, present);
        Assert.Equal(hashKey, after.TaxIdHashKey);
        Assert.Equal("wb-secret", new CredentialSeal(after.Protection).Open(credential));
        await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, tuning));
    }

    [Fact]
    public async Task Load_SealedRowUnderAnotherName_DoesNotOpen()
    {
        var master = MasterKey.Read(tuning)!;
        var sealedBytes = master.Seal("one", "content"u8);
        Assert.Equal("content", Encoding.UTF8.GetString(master.Open("one", sealedBytes)));
        Assert.Throws<NodeKeyException>(() => master.Open("two", sealedBytes));
        sealedBytes[^1] ^= 1;
        Assert.Throws<NodeKeyException>(() => master.Open("one", sealedBytes));
        Assert.Throws<NodeKeyException>(() => master.Open("one", []));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Load_FoldersOfTwoNodes_TheSecondIsRefused()
    {
        await using var store = await OpenAsync();
        var folders = new StoreTuning { ConnectionString = "Host=x" };
        await using (await LoadAsync(store, folders))
        {
        }

        await using (await LoadAsync(store, folders))
        {
        }

        var fault = await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, folders, "other"));
        Assert.Contains("Counterpart:Store:MasterKey", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NodeKeyException>(() => LoadAsync(store, tuning));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("AAAA")]
    public void Read_WhatIsNoKey_IsRefusedWithoutRepeatingIt(string text)
    {
        var fault = Assert.Throws<NodeKeyException>(() => MasterKey.Read(new StoreTuning { ConnectionString = "Host=x", MasterKey = text }));
        Assert.True(text.Length == 0 || !fault.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FromAFile_IsTheSameKey()
    {
        File.WriteAllText(InFolder("master"), $"{tuning.MasterKey}\n");
        var fromFile = MasterKey.Read(new StoreTuning { ConnectionString = "Host=x", MasterKeyFile = InFolder("master") })!;
        Assert.Equal("x"u8.ToArray(), fromFile.Open("n", MasterKey.Read(tuning)!.Seal("n", "x"u8)));
        Assert.Throws<NodeKeyException>(() => MasterKey.Read(new StoreTuning { ConnectionString = "Host=x", MasterKeyFile = InFolder("none") }));
    }

    [Fact]
    public void Fault_OfTheStoreSettings_NamesTheSettingAndNoSecret()
    {
        Assert.Null(tuning.Fault());
        Assert.Null(new StoreTuning().Fault());
        Assert.StartsWith("MasterKey ", new StoreTuning { MasterKey = "x" }.Fault(), StringComparison.Ordinal);
        Assert.StartsWith("ConnectionString ", new StoreTuning { ConnectionString = "hunter2" }.Fault(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new StoreTuning { ConnectionString = "Password=hunter2" }.Fault()!, StringComparison.Ordinal);
        Assert.Contains("MasterKeyFile", new StoreTuning { ConnectionString = "Host=x", MasterKey = "x", MasterKeyFile = "y" }.Fault()!, StringComparison.Ordinal);
        Assert.Contains("FormerMasterKey goes with", new StoreTuning { ConnectionString = "Host=x", FormerMasterKey = "x" }.Fault()!, StringComparison.Ordinal);
        Assert.Contains("both set", new StoreTuning { ConnectionString = "Host=x", MasterKey = "z", FormerMasterKey = "x", FormerMasterKeyFile = "y" }.Fault()!, StringComparison.Ordinal);
        Assert.StartsWith("ClockDifference ", new StoreTuning { ConnectionString = "Host=x", ClockDifference = TimeSpan.FromHours(1) }.Fault(), StringComparison.Ordinal);
    }

    private async Task<NodeKeys> LoadAsync(SqliteStore store, StoreTuning settings, string folder = "keys") =>
        await NodeKeys.LoadAsync(store, settings, InFolder(folder), Cancel);
}
