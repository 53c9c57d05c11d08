using System.Collections.Immutable;
using System.Reflection;
using Counterpart.Grains.Interfaces;
using Counterpart.Links;
using Counterpart.Tests.House;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Counterpart.Tests.Orleans.Wire;

/// <summary>
/// What crosses from silo to silo, byte for byte: <c>Tests/Orleans/Wire/*.hex</c>. A cluster is upgraded one node at a time, so these files
/// are never changed; a new version of a contract adds files.
/// </summary>
public sealed class ContractTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, object> Samples = new(StringComparer.Ordinal)
    {
        ["ask-pause"] = new LinkAsk(new LinkCommand.Pause { At = At }, "key:k1", new AskReplyKey("key:k1", "once", "CW-1", "hash"), null),
        ["ask-observe"] = new LinkAsk(
            new LinkCommand.Observe(new RecordRead
            {
                Side = Side.Partner,
                RecordId = "20001",
                Content = new RecordContent { Scalars = ImmutableDictionary<string, FieldValue>.Empty.Add("name/last", FieldValue.Of("Núñez")) },
                StartedAt = At,
                EndedAt = At,
            })
            { At = At },
            "channel:wealthbox",
            null,
            new AskLease("north", "wealthbox", 4)),
        ["answer-paused"] = new LinkAnswer { Kind = AnswerKind.Decided, Reply = new LinkReply.Paused(), Seq = 12, Revision = 5, Repeated = true },
        ["answer-nothing"] = new LinkAnswer { Kind = AnswerKind.Decided, Reply = new LinkReply.NothingOwed(At), Revision = 5 },
        ["answer-overloaded"] = new LinkAnswer { Kind = AnswerKind.Overloaded, RetryAfter = TimeSpan.FromSeconds(2) },
        ["answer-unavailable"] = new LinkAnswer { Kind = AnswerKind.Unavailable, Fault = "The store could not be reached." },
        ["snapshot"] = new LinkSnapshot("link/north/clientworks-wealthbox/CW-1", 3, [1, 2, 3]),
    };

    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<string> Names => [.. Samples.Keys];

    public void Dispose() => services.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_OnTheWire_IsAsItWas(string name)
    {
        var file = Path.Combine(HouseRoot.Path, "Tests", "Orleans", "Wire", $"{name}.hex");
        var written = services.GetRequiredService<Serializer>().SerializeToArray(Samples[name]);
        Assert.True(File.Exists(file), $"{file} is missing; today's bytes are {Convert.ToHexStringLower(written)}");
        var pinned = File.ReadAllText(file).Trim();

        Assert.Equal(pinned, Convert.ToHexStringLower(written));
        Assert.Equivalent(Samples[name], services.GetRequiredService<Serializer>().Deserialize<object>(Convert.FromHexString(pinned)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_WithinASilo_IsPassedAsItIs(string name) => Assert.Same(Samples[name], services.GetRequiredService<DeepCopier>().Copy(Samples[name]));

    /// <summary>Lengths that were damaged on the way.</summary>
    [Theory]
    [InlineData("30015461af8f2d636f756e746572706172742e4c696e6b416e73776572e80001411d7b2272223a22706175736564227d013101150152c101c101e0")]
    [InlineData("30015461af8f2d636f756e746572706172742e4c696e6b416e73776572e800114101c10101010172706172742e4c696e6b416e73776572e800114101c10101010172706172742e4c696e6b416e73776572e800114101c10101016572706172742e4c696e6b416e73776572e800114101c10101010101c101413f5468652073746f726520636f756c64206e6f7420626520726561636865642ee0")]
    public void Field_OfAnotherLengthThanItSays_IsInvalidData(string message) =>
        Assert.Throws<InvalidDataException>(() => services.GetRequiredService<Serializer>().Deserialize<object>(Convert.FromHexString(message)));

    [Fact]
    public void Grain_Methods_KeepTheirNamesAndInterleave()
    {
        var grain = typeof(ILinkGrain);
        Assert.Equal("counterpart.ILinkGrain", grain.GetCustomAttribute<AliasAttribute>()!.Alias);
        Assert.Equal(
            ["AskAsync Ask", "ReadAsync Read", "ReviseDueAsync ReviseDue"],
            grain.GetMethods().Select(method => $"{method.Name} {method.GetCustomAttribute<AliasAttribute>()!.Alias}").Order(StringComparer.Ordinal));
        Assert.All(grain.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AlwaysInterleaveAttribute>()));
    }

    [Fact]
    public void Contracts_All_HaveAnAliasAndNumberedMembers()
    {
        var contracts = typeof(ILinkGrain).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ILinkGrain).Namespace && type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
            .ToList();

        Assert.True(contracts.Count >= 6);
        Assert.All(contracts, type => Assert.StartsWith("counterpart.", type.GetCustomAttribute<AliasAttribute>()?.Alias, StringComparison.Ordinal));
        Assert.All(
            contracts.Where(type => !type.IsEnum).SelectMany(type => type.GetProperties().Where(property => property.CanWrite)),
            property => Assert.NotNull(property.GetCustomAttribute<IdAttribute>()));
    }
}
