using System.Net;

namespace Orchestrator.Google;

/// <summary>The HTTP client that a <see cref="GoogleConnection"/> should be given.</summary>
public static class GoogleHttp
{
    /// <summary>How long a connection may take to stand.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    /// <summary>A client for an endpoint: answers compressed unless it is on this machine, no redirects (credentials go nowhere else), connections renewed as addresses change.</summary>
    /// <param name="endpoint">Where Google is.</param>
    /// <param name="around">What stands between this program and the network, such as a recorder; null for nothing.</param>
    public static HttpClient ClientFor(GoogleEndpoint endpoint, Func<HttpMessageHandler, HttpMessageHandler>? around = null)
    {
        var network = Network(endpoint);
        return new(around is null ? network : around(network)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static SocketsHttpHandler Network(GoogleEndpoint endpoint) => new()
    {
        // Between two processes of one machine there is nothing to save by compressing.
        AutomaticDecompression = endpoint.BigQuery.IsLoopback ? DecompressionMethods.None : DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy of the company must not stand between two processes of one machine.
        UseProxy = !endpoint.BigQuery.IsLoopback,
        ConnectTimeout = ConnectLimit,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
