using Counterpart.Api;
using Orleans.Dashboard;

namespace Counterpart.Silo;

/// <summary>The Orleans dashboard, for operators: how the cluster runs, without clients' data.</summary>
internal static class DashboardPages
{
    private const string Path = "/dashboard";

    public static void Map(WebApplication app)
    {
        app.MapOrleansDashboard(Path).AddEndpointFilter<RouteGroupBuilder, OperatorGate>().ExcludeFromDescription();

        // A grain's state is a client's record. Of more weight than the dashboard's own route.
        app.MapGet($"{Path}/GrainState", () => Results.NotFound()).WithOrder(-1).ExcludeFromDescription();
    }
}
