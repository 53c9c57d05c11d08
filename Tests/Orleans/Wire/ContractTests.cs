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
    private const string Ask = "30018787a20127636f756e746572706172742e4c696e6b41736be8";
    private const string Command = "405d7b2263223a227061757365222c226174223a22323032362d30332d30315431303a30303a30302b30303a3030227d";
    private const string Actor = "410d6b65793a6b31";

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

    /// <summary>A length that was damaged on the way.</summary>
    [Fact]
    public void Command_OfAnotherLengthThanItSays_IsInvalidData() =>
        Assert.Throws<InvalidDataException>(() => services.GetRequiredService<Serializer>().Deserialize<object>(Convert.FromHexString(
            "30018787a20127636f756e746572706172742e4c696e6b41736be8403030d6047b2263223a226f627365727665222c2272656164223a7b2273696465223a22506172746e6572222c227265636f72644964223a223230303031222c22636f6e74656e74223a7b227363616c6172733a224e5c75303046415c7530304631657a227d2c226c69737473223a7b7d7d2c22737461727465644174223a22323032362d30332d30315431303a30303a30302b30303a3030222c22656e6465644174223a22323032362d30332d30315431303a30303a30302b30303a3030222c22756e6368616e67656453696e6365223a22303030312d30312d30315430303a30303a30302b30303a3030222c2277686f6c65223a747275652c2273696e676c65223a66616c73657d2c226174223a22323032362d30332d30315431303a30303a30302b30303a3030227d41236368616e6e656c3a7765616c7468626f78c10121e8400b6e6f72746841137765616c7468626f780111e0e0")));

    /// <summary>A member that every version writes got lost on the way: it is read all the same, and told so.</summary>
    [Theory]
    [InlineData(Ask + "e0", false)]
    [InlineData(Ask + Command + "e0", false)]
    [InlineData(Ask + Command + Actor + "21e8e0e0", false)]
    [InlineData(Ask + Command + Actor + "22e8e0e0", false)]
    [InlineData(Ask + Command + Actor + "e0", true)]
    public void Ask_ThatLacksAMember_IsNotWhole(string wire, bool whole) =>
        Assert.Equal(whole, services.GetRequiredService<Serializer>().Deserialize<LinkAsk>(Convert.FromHexString(wire)).IsWhole);

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
