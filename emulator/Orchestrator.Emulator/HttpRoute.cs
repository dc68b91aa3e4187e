namespace Orchestrator.Emulator;

/// <summary>Sends the scheduler's calls for one target to a loopback address instead.</summary>
public sealed record HttpRoute
{
    /// <summary>Routes a prefix.</summary>
    /// <param name="prefix">A host (<c>sync.example.run.app</c>) or the beginning of a URL (<c>https://sync.example.run.app/v2</c>).</param>
    /// <param name="to">The loopback address that takes the place of the prefix; the rest of the path and the query are kept.</param>
    /// <exception cref="ArgumentException">The prefix is empty, or the address is not on this machine.</exception>
    public HttpRoute(string prefix, Uri to)
    {
        if (string.IsNullOrWhiteSpace(prefix)) throw new ArgumentException("A route needs the host or the beginning of the URL that it stands for.", nameof(prefix));
        if (!to.IsAbsoluteUri || !to.IsLoopback || to.Scheme is not ("http" or "https"))
            throw new ArgumentException($"The route for '{prefix}' leads to '{to}': use an http address on this machine, such as http://127.0.0.1:8080/.", nameof(to));
        Prefix = prefix;
        To = to;
    }

    /// <summary>A host, or the beginning of a URL.</summary>
    public string Prefix { get; }

    /// <summary>The loopback address.</summary>
    public Uri To { get; }

    /// <summary>The address to call for a target; null when the route is not for it.</summary>
    internal Uri? Apply(Uri target)
    {
        var whole = Prefix.Contains("://", StringComparison.Ordinal);
        var text = whole ? target.AbsoluteUri : target.AbsoluteUri[(target.Scheme.Length + 3)..];
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = text[Prefix.Length..];
        // "run.app" must not capture "run.app.elsewhere.com": a prefix ends where a part of the URL ends.
        if (rest.Length > 0 && !Prefix.EndsWith('/') && rest[0] is not ('/' or '?')) return null;
        return new Uri(To.AbsoluteUri.TrimEnd('/') + (rest.StartsWith('?') ? rest : "/" + rest.TrimStart('/')));
    }
}
