using Google.Apis.Auth.OAuth2;

namespace Orchestrator.Google;

/// <summary>Gives the token that a request carries; null sends the request without one.</summary>
/// <param name="cancellation">Stops waiting.</param>
public delegate Task<string?> AccessTokenSource(CancellationToken cancellation);

/// <summary>Where Google is: the real one or the local one.</summary>
public sealed record GoogleEndpoint
{
    /// <summary>Address of BigQuery, with a final slash.</summary>
    public required Uri BigQuery { get; init; }

    /// <summary>Address of Cloud Scheduler, with a final slash.</summary>
    public required Uri Scheduler { get; init; }

    /// <summary>The token that every request carries.</summary>
    public required AccessTokenSource AccessToken { get; init; }

    /// <summary>Told which token the service did not accept, so that <see cref="AccessToken"/> gives another one. Default: nobody is told.</summary>
    public Action<string?> TokenRefused { get; init; } = _ => { };

    /// <summary>Whether Google's limits apply (5 metadata writes per 10 s and table, 100 reads per second), so that requests are paced.</summary>
    public required bool Limited { get; init; }

    /// <summary>The local Google: no credentials, and no address but this machine's own.</summary>
    /// <exception cref="ArgumentException">The address is not http on loopback.</exception>
    public static GoogleEndpoint Local(Uri emulator)
    {
        if (!emulator.IsAbsoluteUri || emulator.Scheme != Uri.UriSchemeHttp || !emulator.IsLoopback)
            throw new ArgumentException($"'{emulator}' is not a local Google: give an http address on this machine, such as http://127.0.0.1:9050.", nameof(emulator));
        var root = new Uri(emulator.GetLeftPart(UriPartial.Authority) + "/");
        return new() { BigQuery = root, Scheduler = root, AccessToken = _ => Task.FromResult<string?>(null), Limited = false };
    }

    /// <summary>Google Cloud, with application default credentials, which are looked up when the first request is sent.</summary>
    public static GoogleEndpoint Gcp() => Gcp(new DefaultCredentials(GoogleCredential.GetApplicationDefaultAsync));

    private static GoogleEndpoint Gcp(DefaultCredentials credentials) => new()
    {
        BigQuery = new Uri("https://bigquery.googleapis.com/"),
        Scheduler = new Uri("https://cloudscheduler.googleapis.com/"),
        AccessToken = credentials.AccessTokenAsync,
        TokenRefused = credentials.Refused,
        Limited = true,
    };
}
