using Counterpart.Links;

namespace Counterpart.Grains.Interfaces;

/// <summary>A link's committed state. Within a silo it is passed as it is.</summary>
/// <param name="Key">The grain's key: the state's bytes do not repeat it.</param>
/// <param name="State">The bytes of <see cref="StateCodec"/>, made once for each revision that is asked for.</param>
[GenerateSerializer, Immutable, Alias("counterpart.LinkSnapshot")]
public sealed record LinkSnapshot([property: Id(0)] string Key, [property: Id(1)] long Revision, [property: Id(2)] byte[] State);
