namespace Counterpart.Load.Attack;

/// <param name="Requests">Generated requests.</param>
/// <param name="Cluster">The product as a silo that serves the API, on PostgreSQL.</param>
/// <param name="Only">This one request again, and nothing else.</param>
/// <param name="Last">The last of several to repeat.</param>
/// <param name="WithLeak">A person types a tax id where it does not belong: the search has to find it.</param>
/// <param name="Tame">Of the requests in which whatever could change something has a fault.</param>
internal sealed record AttackOptions(int Requests, bool Cluster, int Seed, int? Only, int? Last, bool Tame, bool WithLeak);
