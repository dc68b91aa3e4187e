namespace Orchestrator.Cli;

/// <summary>An address that is a secret: whoever knows it can post there. It has no text, so that nothing can print or log it by accident.</summary>
/// <param name="uri">The address.</param>
internal sealed class SecretAddress(Uri uri)
{
    /// <summary>The address, for the one request that needs it.</summary>
    public Uri Uri => uri;

    /// <summary>Reads an address; null when the text is none that may be called: https, or http on this machine.</summary>
    public static SecretAddress? TryRead(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? new(uri) : null;

    /// <summary>Never the address.</summary>
    public override string ToString() => "(an address that is kept secret)";
}
