using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>
/// The HTTP API. Who calls this registers as singletons <see cref="ILinkService"/>, <see cref="ICallers"/>, <see cref="IEndedSessions"/>, <see cref="IReadiness"/>,
/// <see cref="EventHub"/>, <see cref="NodeMetrics"/>, <see cref="TimeProvider"/> and, for sessions, an <see cref="Microsoft.AspNetCore.DataProtection.IDataProtectionProvider"/>.
/// </summary>
public static class CounterpartApi
{
    public static IServiceCollection AddCounterpartApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        var options = new ApiOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.AddSingleton(new Admission(options.ConcurrentRequests));
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<AttemptLimit>();
        services.AddSingleton<KeyLimits>();
        services.AddSingleton<Authentication>();
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<RefusedAttempts>();
        services.AddHostedService<RefusalSweep>();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(ServerLimits.Apply);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(json =>
        {
            ApiJson.Configure(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddOpenApi(OpenApiPage.DocumentName, document =>
        {
            document.AddDocumentTransformer<DescribeDocument>();
            document.AddOperationTransformer<DescribeOperation>();
            document.AddSchemaTransformer<DescribeSchema>();
        });
        services.AddSingleton<OpenApiPage>();
        return services;
    }

    public static WebApplication MapCounterpartApi(this WebApplication app)
    {
        app.UseKnownProxies(app.Services.GetRequiredService<ApiOptions>());
        app.UseMiddleware<RequestTelemetry>();
        app.UseMiddleware<FailureMiddleware>();
        var authentication = app.Services.GetRequiredService<Authentication>();
        var limits = app.Services.GetRequiredService<KeyLimits>();
        var links = app.Services.GetRequiredService<ILinkService>();
        var measured = app.Services.GetRequiredService<NodeMetrics>().Http;
        var admission = app.Services.GetRequiredService<Admission>();
        var audit = app.Services.GetRequiredService<AuditLog>();
        foreach (var endpoint in ApiEndpoints.All)
        {
            var gate = new Gate(endpoint, admission, authentication, limits, measured, links, audit);
            app.MapMethods(endpoint.Pattern, [endpoint.Method], (Delegate)gate.RunAsync).WithNotes(endpoint.Notes);
        }

        // It measures from now on.
        _ = app.Services.GetRequiredService<MetricsPage>();
        app.MapCounterpartHealth();
        app.MapGet(OpenApiPage.Path, app.Services.GetRequiredService<OpenApiPage>().AnswerAsync).ExcludeFromDescription();
        app.MapGet("/", RootAsync).ExcludeFromDescription();
        return app;
    }

    /// <summary>Health alone: for a node that answers nobody else.</summary>
    public static WebApplication MapCounterpartHealth(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<IReadiness>();
        app.MapGet("/health/live", (Delegate)Health.LiveAsync).WithNotes(Health.LiveNotes);
        app.MapGet("/health/ready", (Delegate)((HttpContext context) => Health.ReadyAsync(context, readiness.IsReady))).WithNotes(Health.ReadyNotes);
        return app;
    }

    private static Task RootAsync(HttpContext context) =>
        new JsonAnswer<RootAnswer>(new RootAnswer("Counterpart", OpenApiPage.Path, "/health/ready"), ApiJson.Types.RootAnswer).ExecuteAsync(context);
}
