using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace Orchestrator.Google;

/// <summary>Application default credentials: looked up once, tokens renewed by Google's library before they expire.</summary>
internal sealed class DefaultCredentials(Func<CancellationToken, Task<GoogleCredential>> find)
{
    private static readonly GoogleFailure None = new("GET", "an access token", null, null, null);

    private ITokenAccess? _credential;

    public async Task<string?> AccessTokenAsync(CancellationToken cancellation)
    {
        var credential = _credential ??= await FindAsync(cancellation);
        try
        {
            return await credential.GetAccessTokenForRequestAsync(authUri: null, cancellation);
        }
        catch (TokenResponseException refused)
        {
            // The exception's own text may quote the request; the error code alone is enough.
            throw new GoogleCredentialsException(None, $"Google gave no access token for the credentials of this machine ({refused.Error?.Error ?? "no reason given"})");
        }
        catch (HttpRequestException failed)
        {
            throw new GoogleUnreachableException(None, "Google's token service", Unreachable.Why(failed), failed, transient: true);
        }
    }

    private async Task<ITokenAccess> FindAsync(CancellationToken cancellation)
    {
        try
        {
            var credential = await find(cancellation);
            return credential.CreateScoped("https://www.googleapis.com/auth/cloud-platform");
        }
        catch (InvalidOperationException)
        {
            throw new GoogleCredentialsException(None, "There are no Google credentials on this machine");
        }
    }
}
