using System.Net;

namespace Orchestrator.Reports;

/// <summary>The HTTP client that GitHub is asked with.</summary>
public static class GitHubHttp
{
    /// <summary>Compressed answers, connections renewed as addresses change, and no redirects of its own: the token must not follow one to another host.</summary>
    public static HttpClient ClientFor(Uri api) => new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !api.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
