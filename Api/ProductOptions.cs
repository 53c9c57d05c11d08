using System.Net;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>How the one-process product was started: command line, environment and <c>appsettings.json</c>, in this order of weight.</summary>
internal sealed class ProductOptions
{
    private const string NoDemo = "--no-demo";

    private ProductOptions(bool demo, string dataFolder, Uri url, HostTuning tuning, BackupOptions backup, EventOptions events)
    {
        Backup = backup;
        Demo = demo;
        DataFolder = dataFolder;
        Url = url;
        Tuning = tuning;
        Events = events;
    }

    public bool Demo { get; }

    public string DataFolder { get; }

    /// <summary>Where to listen.</summary>
    public Uri Url { get; }

    public HostTuning Tuning { get; }

    public BackupOptions Backup { get; }

    public EventOptions Events { get; }

    public NodeOptions Node(bool runChannels = true) =>
        new() { DataFolder = DataFolder, Tuning = Tuning, Backup = Backup, Events = Events, RunChannels = runChannels };

    /// <summary>The arguments without our own flag, for the configuration.</summary>
    public static string[] Rest(string[] args) => [.. args.Where(arg => arg != NoDemo)];

    /// <exception cref="StartException">A setting is wrong.</exception>
    public static ProductOptions Read(string[] args, IConfiguration configuration)
    {
        var demo = !args.Contains(NoDemo, StringComparer.Ordinal);
        // From the command line only: an environment variable DATA means something else to others.
        var data = new ConfigurationBuilder().AddCommandLine(Rest(args)).Build()["data"] ?? Path.Combine("data", demo ? "demo" : "main");
        var text = configuration["urls"] ?? "http://127.0.0.1:5180";
        if (text.Contains(';', StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new StartException($"'{text}' is not one address to listen on, such as http://127.0.0.1:5180.");
        }

        if (demo && !IsLoopback(url.Host))
        {
            throw new StartException($"The demo's keys are no secrets: it listens on loopback only, and not on {url.Host}. Use {NoDemo}, or another address.");
        }

        var tuning = Bind(configuration, "Counterpart", new HostTuning());
        if (tuning.Fault(new SystemCatalog(tuning).Has) is { } fault)
        {
            throw new StartException($"The setting Counterpart:{fault}");
        }

        var events = Bind(configuration, "Events", new EventOptions());
        if (events.Fault() is { } eventFault)
        {
            throw new StartException($"The setting Events:{eventFault}");
        }

        BindApi(configuration, new ApiOptions());
        return new ProductOptions(demo, Path.GetFullPath(data), url, tuning, Bind(configuration, "Backup", new BackupOptions()), events);
    }

    /// <exception cref="StartException">A setting is wrong.</exception>
    public static void BindApi(IConfiguration configuration, ApiOptions options)
    {
        if (Bind(configuration, "Api", options).Fault() is { } fault)
        {
            throw new StartException($"The setting Api:{fault}");
        }
    }

    /// <exception cref="StartException">A setting is unknown, or not of its type.</exception>
    public static T Bind<T>(IConfiguration configuration, string section, T options)
        where T : class
    {
        try
        {
            configuration.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException fault)
        {
            throw new StartException($"The configuration section {section} is wrong: {fault.Message}");
        }
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>The product can't start. The message is one line for whoever started it.</summary>
internal sealed class StartException(string message) : Exception(message);
