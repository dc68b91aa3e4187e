using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace Orchestrator.Google;

/// <summary>Application default credentials: looked up once, tokens renewed by Google's library before they expire.</summary>
internal sealed class DefaultCredentials(Func<CancellationToken, Task<GoogleCredential>> find)
{
    private static readonly GoogleFailure None = new("GET", "an access token", null, null, null);

    private ITokenAccess? _credential;
    private string? _refused;

    /// <summary>Remembers a token that was not accepted although it had not expired by its own word (revoked, or the clock of this machine is wrong).</summary>
    public void Refused(string? token) => Volatile.Write(ref _refused, token);

    public async Task<string?> AccessTokenAsync(CancellationToken cancellation)
    {
        var credential = _credential ??= await FindAsync(cancellation);
        try
        {
            var token = await credential.GetAccessTokenForRequestAsync(authUri: null, cancellation);
            return token != Volatile.Read(ref _refused) || !await RenewedAsync(credential, cancellation) ? token : await credential.GetAccessTokenForRequestAsync(authUri: null, cancellation);
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

    // The library renews a token only when its own clock says so; asking its kinds of credentials outright does not wait for that.
    private static async Task<bool> RenewedAsync(ITokenAccess credential, CancellationToken cancellation) => (credential as GoogleCredential)?.UnderlyingCredential switch
    {
        UserCredential user => await user.RefreshTokenAsync(cancellation),
        ServiceCredential service => await service.RequestAccessTokenAsync(cancellation),
        _ => false,
    };

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
