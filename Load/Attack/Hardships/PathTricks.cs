namespace Counterpart.Load.Attack;

/// <summary>Paths that mean to lead to files of the process.</summary>
internal static class PathTricks
{
    private static readonly string[] Starts = ["/", "/v1/", "/openapi/", "/health/", "/dashboard/", "/v1/links/clientworks-wealthbox/", "//"];
    private static readonly string[] Ups = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "....//", "..;/", "%c0%ae%c0%ae/", ".%00./"];

    private static readonly string[] Files =
    [
        "etc/passwd", "appsettings.json", "data/counterpart.db", "counterpart.db", "keys/", "Counterpart.Api.dll", ".git/config", "proc/self/environ", "web.config", "_framework/blazor.boot.json", "index.html",
    ];

    public static IEnumerable<Hardship> All(AttackTarget target) =>
    [
        new("paths to files", async cancel =>
        {
            var paths = from start in Starts from up in Ups from file in Files select start + string.Concat(Enumerable.Repeat(up, 6)) + file;
            using var connection = new RawConnection(target.Address);
            List<string> wrong = [];
            foreach (var path in paths.Concat(Files.Select(file => "/" + file)))
            {
                var request = Asking.For("GET", path, "cpk_demo_admin");
                if (Asking.Wrong(request, await connection.SendAsync(request, cancel), 400, 403, 404) is { } fault)
                {
                    wrong.Add(fault);
                }
            }

            return wrong;
        }),
    ];
}
