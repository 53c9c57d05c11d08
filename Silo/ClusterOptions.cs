using System.Net;

namespace Counterpart.Silo;

/// <summary>The node's place in the cluster; section <c>Cluster</c> of the configuration.</summary>
public sealed class ClusterOptions
{
    public NodeRole Role { get; set; } = NodeRole.All;

    /// <summary>Silos and gateways of one cluster have the same.</summary>
    public string ClusterId { get; set; } = "counterpart";

    /// <summary>Stays the same for good: grain storage is keyed by it.</summary>
    public string ServiceId { get; set; } = "counterpart";

    /// <summary>The address by which other nodes reach this silo.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Where silos talk with each other.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where gateways reach the silo.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The Orleans dashboard at <c>/dashboard</c>, for operators. It costs some of the silo's speed: see docs/operations.</summary>
    public bool Dashboard { get; set; } = true;

    /// <summary>How long a link may take to answer; after that the outcome counts as unknown, and the API answers 503.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo waits for another's answer to a probe, and how often it asks; one that misses three is voted dead.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an unused link stays in memory.</summary>
    public TimeSpan KeepLinks { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Calls of one link that run or wait; more are refused with 503.</summary>
    public int CallsPerLink { get; set; } = 1000;

    /// <summary>The first setting that can't be right, with what it must be; null when there is none.</summary>
    /// <param name="shared">There is a database that nodes share.</param>
    public string? Fault(bool shared)
    {
        foreach (var (name, text) in new[] { (nameof(ClusterId), ClusterId), (nameof(ServiceId), ServiceId) })
        {
            if (text.Length is 0 or > 100 || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            {
                return $"{name} must be 1 to 100 letters, digits, '-', '_' or '.'.";
            }
        }

        foreach (var (name, port) in new[] { (nameof(SiloPort), SiloPort), (nameof(GatewayPort), GatewayPort) })
        {
            if (port is < 1 or > 65535)
            {
                return $"{name} must be from 1 to 65535.";
            }
        }

        foreach (var (name, time, least, most) in new[]
        {
            (nameof(ResponseTimeout), ResponseTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            (nameof(ProbeTimeout), ProbeTimeout, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1)),
            (nameof(KeepLinks), KeepLinks, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1)),
        })
        {
            if (time < least || time > most)
            {
                return $"{name} must be from {least} to {most}.";
            }
        }

        return SiloPort == GatewayPort ? $"{nameof(GatewayPort)} must not be the {nameof(SiloPort)}."
            : CallsPerLink is < 300 or > 1_000_000 ? $"{nameof(CallsPerLink)} must be from 300 to 1000000."
            : !Enum.IsDefined(Role) ? $"{nameof(Role)} must be silo, gateway or all."
            : !IPAddress.TryParse(Address, out var address) ? $"{nameof(Address)} '{Address}' is no IP address."
            : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? $"{nameof(Address)} must be one address, by which others reach this silo."
            : Role != NodeRole.All && !shared ? $"{nameof(Role)} {Role} needs a database that nodes share: set Counterpart:Store:ConnectionString."
            : !shared && !IPAddress.IsLoopback(address) ? $"{nameof(Address)} must be of this machine as long as Counterpart:Store:ConnectionString names no shared database."
            : null;
    }
}
