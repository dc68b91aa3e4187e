using Google.Apis.Auth.OAuth2;

namespace Orchestrator.Google.Tests;

public sealed class Endpoints
{
    [Theory]
    [InlineData("http://127.0.0.1:9050", "http://127.0.0.1:9050/")]
    [InlineData("http://localhost:9050/bigquery/v2", "http://localhost:9050/")]
    [InlineData("http://[::1]:9050/", "http://[::1]:9050/")]
    public async Task The_local_Google_needs_no_credentials(string address, string root)
    {
        var local = GoogleEndpoint.Local(new Uri(address));
        Assert.Equal((root, root, false), (local.BigQuery.ToString(), local.Scheduler.ToString(), local.Limited));
        Assert.Null(await local.AccessToken(default));
    }

    [Theory]
    [InlineData("http://example.com:9050")]
    [InlineData("https://127.0.0.1:9050")]
    public void The_local_Google_is_on_this_machine(string address)
    {
        var refused = Assert.Throws<ArgumentException>(() => GoogleEndpoint.Local(new Uri(address)));
        Assert.Contains("is not a local Google: give an http address on this machine, such as http://127.0.0.1:9050.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Google_Cloud_is_asked_over_https_and_within_its_limits()
    {
        var gcp = GoogleEndpoint.Gcp();
        Assert.Equal(("https://bigquery.googleapis.com/", "https://cloudscheduler.googleapis.com/", true), (gcp.BigQuery.ToString(), gcp.Scheduler.ToString(), gcp.Limited));
    }

    [Fact]
    public async Task Missing_credentials_are_one_sentence_with_the_remedy()
    {
        var credentials = new DefaultCredentials(_ => throw new InvalidOperationException("Your default credentials were not found. To set up ..."));
        var failed = await Assert.ThrowsAsync<GoogleCredentialsException>(() => credentials.AccessTokenAsync(default));
        Assert.Equal(
            "There are no Google credentials on this machine: run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS to a key file.",
            failed.Message);
    }

    [Fact]
    public async Task Credentials_are_looked_up_once()
    {
        var lookups = 0;
        var credentials = new DefaultCredentials(_ =>
        {
            lookups++;
            return Task.FromResult(GoogleCredential.FromAccessToken("token"));
        });
        Assert.Equal("token", await credentials.AccessTokenAsync(default));
        Assert.Equal("token", await credentials.AccessTokenAsync(default));
        Assert.Equal(1, lookups);
    }
}
