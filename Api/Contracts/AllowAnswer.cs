using Counterpart.Links;

namespace Counterpart.Api;

/// <param name="Changed">False: nobody had said that it is somebody else.</param>
/// <param name="Status">Where the link is.</param>
/// <param name="Repeated">It was done before, under the same idempotency key.</param>
/// <param name="Seq">The journal sequence that holds it; null when nothing had to be written.</param>
/// <param name="Revision">The link's revision that it was decided at; null for an answer that was given before.</param>
public sealed record AllowAnswer(string Integration, string Client, string Record, bool Changed, Phase Status, bool Repeated, long? Seq, long? Revision);
