namespace Orchestrator.Reports;

/// <summary>Where GitHub is, and who asks.</summary>
public sealed record GitHubEndpoint
{
    /// <summary>The base address of the REST API, <c>https://api.github.com</c> or <c>https://host/api/v3</c>, without a slash at the end.</summary>
    public required Uri Api { get; init; }

    /// <summary>The token. It goes into one header and nowhere else.</summary>
    public required string Token { get; init; }

    /// <summary>The login that writes our comments; null to ask GitHub whose token it is.</summary>
    public string? Author { get; init; }

    /// <summary>The address of a path below the base.</summary>
    internal Uri Of(string path) => new($"{Api.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>The GraphQL address: beside the REST API's, <c>/graphql</c> or on an Enterprise server <c>/api/graphql</c>.</summary>
    internal Uri GraphQl => new(Api.AbsolutePath.TrimEnd('/').EndsWith("/api/v3", StringComparison.Ordinal) ? new Uri(Api, "/api/graphql").AbsoluteUri : Of("graphql").AbsoluteUri);

    /// <summary>Whether an address may be given the token: the same scheme, host and port, below no other door.</summary>
    internal bool Holds(Uri address) => address.Scheme == Api.Scheme && address.Host == Api.Host && address.Port == Api.Port && address.UserInfo.Length == 0;

    /// <summary>Without the token, for whoever prints it.</summary>
    public override string ToString() => Api.ToString();
}
