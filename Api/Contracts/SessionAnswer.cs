using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>A browser's session.</summary>
/// <param name="Me">Whose key it was made with.</param>
/// <param name="Expires">When it ends by itself.</param>
public sealed record SessionAnswer(MeAnswer Me, DateTimeOffset Expires);

/// <param name="SignedOut">The session is over.</param>
public sealed record SignedOutAnswer(bool SignedOut);
