using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>The HTTP API. Who calls this registers <see cref="ILinkService"/>, <see cref="ICallers"/> and <see cref="IReadiness"/> as singletons.</summary>
public static class CounterpartApi
{
    public static IServiceCollection AddCounterpartApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        var options = new ApiOptions();
        configure?.Invoke(options);
        services.AddSingleton(new Admission(options.ConcurrentRequests));
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
        app.UseMiddleware<FailureMiddleware>();
        var callers = app.Services.GetRequiredService<ICallers>();
        var links = app.Services.GetRequiredService<ILinkService>();
        var admission = app.Services.GetRequiredService<Admission>();
        foreach (var endpoint in ApiEndpoints.All)
        {
            var gate = new Gate(endpoint, admission, callers, links);
            app.MapMethods(endpoint.Pattern, [endpoint.Method], (Delegate)gate.RunAsync).WithNotes(endpoint.Notes);
        }

        var readiness = app.Services.GetRequiredService<IReadiness>();
        app.MapGet("/health/live", (Delegate)Health.LiveAsync).WithNotes(Health.LiveNotes);
        app.MapGet("/health/ready", (Delegate)((HttpContext context) => Health.ReadyAsync(context, readiness.IsReady))).WithNotes(Health.ReadyNotes);
        app.MapGet(OpenApiPage.Path, app.Services.GetRequiredService<OpenApiPage>().AnswerAsync).ExcludeFromDescription();
        app.MapGet("/", RootAsync).ExcludeFromDescription();
        return app;
    }

    private static Task RootAsync(HttpContext context) =>
        new JsonAnswer<RootAnswer>(new RootAnswer("Counterpart", OpenApiPage.Path, "/health/ready"), ApiJson.Types.RootAnswer).ExecuteAsync(context);
}
