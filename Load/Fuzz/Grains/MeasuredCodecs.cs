using Counterpart.Grains.Interfaces;
using Orleans.Serialization.Configuration;

namespace Counterpart.Load.Fuzz;

/// <summary>What our codecs have allocated on this thread, beneath whoever frames what they read and write.</summary>
internal static class MeasuredCodecs
{
    [ThreadStatic]
    private static long allocated;

    public static long Allocated => allocated;

    public static void Count(long bytes) => allocated += bytes;

    /// <summary>Puts them into the places of the codecs that they measure.</summary>
    public static void PutIn(TypeManifestOptions options)
    {
        Replace(options, typeof(LinkCommandCodec), typeof(MeasuredCommands));
        Replace(options, typeof(LinkReplyCodec), typeof(MeasuredReplies));
    }

    private static void Replace(TypeManifestOptions options, Type codec, Type measured)
    {
        if (!options.Serializers.Remove(codec))
        {
            throw new InvalidOperationException($"Orleans does not know {codec.Name}.");
        }

        options.Serializers.Add(measured);
    }
}
