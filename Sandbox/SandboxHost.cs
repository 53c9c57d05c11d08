using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.ClientWorks;
using Counterpart.Sandbox.Control;
using Counterpart.Sandbox.Faults;
using Counterpart.Sandbox.Journal;
using Counterpart.Sandbox.Pages;
using Counterpart.Sandbox.Wealthbox;

namespace Counterpart.Sandbox;

/// <summary>Both simulators, running.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<CallLimit> _limits = [];
    private readonly SandboxState _state;
    private readonly Listener _wealthbox;
    private readonly Listener _clientWorks;
    private readonly Task _posting;

    private SandboxHost(SandboxOptions options, TimeProvider clock)
    {
        _state = new(options, clock, _http);
        _wealthbox = Listen(options.WealthboxPort, _state.Wealthbox, _state.WealthboxLog, 300, _state.WealthboxSettings);
        _clientWorks = Listen(options.ClientWorksPort, _state.Hub, _state.HubLog, null, _state.HubSettings);
        _posting = Task.WhenAll(_state.Posters.Values.Select(poster => poster.RunAsync(_stopping.Token)));

        Listener Listen<T>(int port, ISimulator simulator, SystemLog log, int? calls, SettingsCell<T> settings)
            where T : class, new()
        {
            var limit = new CallLimit(clock, calls, TimeSpan.FromMinutes(5));
            var faults = new FaultTable(options.Seed);
            _limits.Add(limit);
            var panel = new ControlPanel<T>(limit, faults, log, settings, Reset);
            return new Listener(port, new CallPipeline(simulator, log, limit, faults, clock), control =>
            {
                panel.MapOn(control);
                if (simulator is WealthboxSimulator wealthbox)
                    control.MapPost("/merge", (MergeRequest request) => wealthbox.Merge(request) ? Results.NoContent() : Results.NotFound());
            }, Pages);
        }
    }

    public Uri Wealthbox => _wealthbox.Address;

    public Uri ClientWorks => _clientWorks.Address;

    /// <summary>Starts both listeners; an <see cref="IOException"/> says that a port is taken or the state file cannot be used.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var host = new SandboxHost(options, clock);
        try
        {
            await host._wealthbox.StartAsync(cancellation);
            await host._clientWorks.StartAsync(cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _posting;
        await _wealthbox.DisposeAsync();
        await _clientWorks.DisposeAsync();
        _state.Dispose();
        _http.Dispose();
        _stopping.Dispose();
    }

    private void Pages(RouteGroupBuilder pages)
    {
        pages.MapGet("/clients/{id}", (string id) => RecordPage.Of("ClientWorks", id, _state.Hub.Books.Values.Select(book => book.Get(id))));
        pages.MapGet("/contacts/{id}", (string id, string? client) => RecordPage.Of(
            "Wealthbox",
            id,
            _state.Wealthbox.Workspaces.Values.Select(workspace => workspace.Get(id)),
            client is null ? [] : [($"View {client} in ClientWorks", new Uri(ClientWorks, $"/pages/clients/{Uri.EscapeDataString(client)}").AbsoluteUri)]));
    }

    private void Reset(ResetRequest request)
    {
        _state.Reset(request);
        _limits.ForEach(limit => limit.Forget());
    }
}
