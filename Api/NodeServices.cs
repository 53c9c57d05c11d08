using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What the API needs of a node.</summary>
public static class NodeServices
{
    public static IServiceCollection AddNode(this IServiceCollection services, Node node)
    {
        services.AddSingleton(node);
        services.AddSingleton(node.Clock);
        services.AddSingleton(node.Links);
        services.AddSingleton(node.Callers);
        services.AddSingleton(node.EndedSessions);
        services.AddSingleton(node.Office);
        services.AddSingleton(node.Audit);
        services.AddSingleton(node.Backups);
        services.AddSingleton(node.Protection);
        services.AddSingleton(node.Events);
        services.AddSingleton(node.Metrics);
        services.AddSingleton<IChannels>(node.Channels);
        return services;
    }
}
