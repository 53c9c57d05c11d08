using Counterpart.Api.Demo;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What is printed once the product can be used.</summary>
internal static class Banner
{
    public static void Print(TextWriter output, Uri url, ProductOptions options, Simulators? simulators, string? more)
    {
        var at = Origin(url);
        output.WriteLine($"Counterpart listens on {at}; its data is in {options.DataFolder}");
        if (more is not null)
        {
            output.WriteLine(more);
        }

        if (simulators is null)
        {
            output.WriteLine("Without the demo. GET /openapi/v1.json describes the API.");
            output.Flush();
            return;
        }

        output.WriteLine($"Simulators: ClientWorks {Origin(simulators.ClientWorks)}  Wealthbox {Origin(simulators.Wealthbox)}");
        output.WriteLine();
        output.WriteLine("Keys of the demo, good on this machine only:");
        foreach (var (secret, firm, role, subject) in DemoKeys.All)
        {
            output.WriteLine($"  {RoleNames.Of(role),-10} {secret,-20} {firm}{(subject is null ? "" : $" ({subject})")}");
        }

        output.WriteLine();
        output.WriteLine("Try, or follow the tour in README.md:");
        output.WriteLine($"  curl -s -H 'Authorization: Bearer cpk_demo_admin' '{at}/v1/clients?limit=5'");
        output.WriteLine($"  curl -s -H 'Authorization: Bearer cpk_demo_admin' -H 'Content-Type: application/json' -d '{{\"integration\":\"clientworks-wealthbox\",\"clients\":[\"CW-100001\"]}}' {at}/v1/links");
        output.WriteLine($"  curl -s -H 'Authorization: Bearer cpk_demo_admin' {at}/v1/links/clientworks-wealthbox/CW-100001");
        output.Flush();
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
