using System.Net;

namespace Orchestrator.Google;

/// <summary>The HTTP client that a <see cref="GoogleConnection"/> should be given.</summary>
public static class GoogleHttp
{
    /// <summary>A client for an endpoint: compressed answers, no redirects (credentials go nowhere else), connections renewed as addresses change.</summary>
    public static HttpClient ClientFor(GoogleEndpoint endpoint) => new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy of the company must not stand between two processes of one machine.
        UseProxy = !endpoint.BigQuery.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
