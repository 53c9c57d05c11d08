using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Counterpart.Tests.Api;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.Operations;

/// <summary>F8: deploy/nginx.conf with a real nginx in front of the built process. Only its ports and the files of its certificate are others.</summary>
public sealed class NginxTests
{
    private const string Host = "counterpart.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proxied_RequestsSessionsAndEvents_AreAsWithoutTheProxy()
    {
        if (InstalledProgram.Find("nginx") is not { } nginx)
        {
            Assert.Skip("nginx is not installed.");
            return;
        }

        using var folder = new TemporaryFolder();
        await using var demo = await RunningProduct.StartDemoAsync(folder.Path, Cancel, "--Api:Proxies:0=127.0.0.1", "--Api:SecureCookies=true");
        var port = FreePort();
        using var certificate = Certificate();
        var configuration = Configure(folder, port, demo.Url, certificate);
        var (exit, said) = await InstalledProgram.RunAsync(nginx, ["-t", "-q", "-p", folder.Path, "-c", configuration], Cancel);
        Assert.True(exit == 0, said);
        using var proxy = Process.Start(InstalledProgram.Of(nginx, ["-p", folder.Path, "-c", configuration, "-g", "daemon off;"]))!;
        try
        {
            using var http = Client(port, certificate, "cpk_demo_admin");
            await Eventually.GetAsync(() => IsUpAsync(http), up => up, Cancel);
            using var anonymous = Client(port, certificate, key: null);
            await SessionIsSecureAsync(http, anonymous);
            await EventsComeAtOnceAsync(http);
            using var long413 = await http.PostAsync("/v1/links", new StringContent(new string(' ', 1_500_000), Encoding.UTF8, "application/json"), Cancel);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, long413.StatusCode);
            Assert.Contains("too_large", await long413.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        finally
        {
            proxy.Kill(entireProcessTree: true);
            await proxy.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task SessionIsSecureAsync(HttpClient http, HttpClient anonymous)
    {
        using var signed = await http.PostAsync("/v1/session", null, Cancel);
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        var cookie = Assert.Single(signed.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-counterpart-session=", cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/session");
        request.Headers.TryAddWithoutValidation("Cookie", cookie.Split(';')[0]);

        // Compared with the host that the caller asked for, port and all, as the proxy passes it on.
        request.Headers.TryAddWithoutValidation("Origin", $"https://{Host}");
        request.Headers.Host = Host;
        using var ended = await anonymous.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
    }

    private static async Task EventsComeAtOnceAsync(HttpClient http)
    {
        using var response = await http.GetAsync("/v1/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var events = await EventReader.OfAsync(response);
        Assert.Equal("ready", (await events.NextAsync())!.Value.Name);
        using var linked = await http.PostAsync(
            "/v1/links",
            new StringContent("""{"integration":"clientworks-wealthbox","clients":["CW-100001"]}""", Encoding.UTF8, "application/json"),
            Cancel);
        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
        Assert.Equal("CW-100001", (string?)(await events.NextAsync())!.Value.Data["client"]);
    }

    private static string Configure(TemporaryFolder folder, int port, Uri product, X509Certificate2 certificate)
    {
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("cert.key"), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var site = File.ReadAllText(Path.Combine(HouseRoot.Path, "deploy", "nginx.conf"))
            .Replace("listen 443 ssl", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port} ssl"), StringComparison.Ordinal)
            .Replace("/etc/ssl/certs/counterpart.pem", folder.File("cert.pem"), StringComparison.Ordinal)
            .Replace("/etc/ssl/private/counterpart.key", folder.File("cert.key"), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5180", product.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        File.WriteAllText(folder.File("site.conf"), site);

        // What a distribution's nginx.conf has around it; nothing outside the folder is written.
        var whole = new StringBuilder($"pid {folder.File("nginx.pid")};\nerror_log {folder.File("error.log")};\nevents {{}}\nhttp {{\n  access_log off;\n");
        foreach (var temporary in new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" })
        {
            whole.Append(CultureInfo.InvariantCulture, $"  {temporary}_temp_path {folder.File(temporary)};\n");
        }

        File.WriteAllText(folder.File("nginx.conf"), $"{(Environment.IsPrivilegedProcess ? "user root;\n" : "")}{whole}  include {folder.File("site.conf")};\n}}\n");
        return folder.File("nginx.conf");
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = RealClock.Instance.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static HttpClient Client(int port, X509Certificate2 certificate, string? key)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = trust;
        var http = new HttpClient(handler) { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}")) };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task<bool> IsUpAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready", Cancel);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
