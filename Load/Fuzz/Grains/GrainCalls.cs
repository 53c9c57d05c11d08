using System.Diagnostics;
using System.Reflection;
using System.Text;
using Counterpart.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Counterpart.Load.Fuzz;

/// <summary>What silos send each other: a call's contract as Orleans' serializer frames it, and the key of the grain that it goes to.</summary>
internal static class GrainCalls
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer()
        .PostConfigure<TypeManifestOptions>(MeasuredCodecs.PutIn).BuildServiceProvider().GetRequiredService<Serializer>();

    public static IEnumerable<Decoder> All => [new("grain-call", Call) { Allocated = () => MeasuredCodecs.Allocated }, new("grain-key", Key)];

    private static byte[]? Call(byte[] bytes)
    {
        object read;
        try
        {
            read = Serializer.Deserialize<object>(bytes);
        }
        catch (Exception refused) when (refused is InvalidDataException || IsOfOrleans(refused))
        {
            return null;
        }

        // What a grain does not take.
        return read is LinkAsk { IsWhole: false } ? null : Serializer.SerializeToArray(read);
    }

    /// <summary>Orleans' own reader, and what it generates for a contract, throw as they like, and its messaging turns whatever that is into a message that was not read.</summary>
    private static bool IsOfOrleans(Exception fault) => new StackTrace(fault).GetFrames()
        .Select(frame => frame.GetMethod() is { } method ? Room(method) : null)
        .FirstOrDefault(room => room is not null && (room.StartsWith("Orleans", StringComparison.Ordinal) || room.StartsWith("Counterpart", StringComparison.Ordinal)))
        ?.StartsWith("Orleans", StringComparison.Ordinal) == true;

    private static string? Room(MethodBase method) =>
        method.DeclaringType?.Namespace is { } generated && generated.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
            ? generated
            : method.Module.Assembly.GetName().Name;

    private static byte[]? Key(byte[] bytes)
    {
        try
        {
            return Encoding.UTF8.GetBytes(LinkGrainKey.Of(LinkGrainKey.Parse(Encoding.UTF8.GetString(bytes))));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
