using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

public sealed class TheTargetOfAJob
{
    private const string Token = "httpTarget.oidcToken.serviceAccountEmail";
    private static readonly JobActivity Healthy = new() { LastAttempt = OneJob.At("2025-10-21T02:00:00Z"), StatusCode = 0 };
    private static readonly Instant Now = OneJob.At("2025-10-21T12:00:00Z");

    [Fact]
    public void Without_its_token_has_a_code_of_its_own()
    {
        var finding = Assert.Single(Find((Token, null)));
        Assert.Equal(("DRIFT014", Severity.Error, Token), (finding.Code, finding.Severity, finding.Property));
    }

    [Fact]
    public void With_another_kind_of_token_is_a_change_and_not_a_missing_token() =>
        Assert.Equal(["DRIFT001", "DRIFT001"], Find((Token, null), ("httpTarget.oauthToken.serviceAccountEmail", "sa@p.iam.gserviceaccount.com")).Select(f => f.Code));

    [Fact]
    public void Without_a_token_is_found_on_a_job_that_nobody_declares()
    {
        var analyzed = OneJob.Analyzed(OneJob.Declared());
        var evidence = OneJob.Evidence(analyzed, Healthy, Now);
        var stranger = evidence.Observed.Resources.First(r => r.Id.Kind == ResourceKind.Job);
        stranger = stranger with { Id = ResourceId.Job("stranger"), Properties = stranger.Properties.Remove(Token) };
        var findings = DriftFinder.Find(SmallPipeline.Evidence(analyzed, evidence.Observed with { Resources = [.. evidence.Observed.Resources, stranger] }, Now));
        Assert.Equal([("DRIFT003", "job/stranger"), ("DRIFT014", "job/stranger")], findings.Select(f => (f.Code, f.Subject)).Order());
    }

    [Theory]
    [InlineData("daily", "https://f.run.app/sync-budget-full-to-bq", true)]
    [InlineData("daily", "https://f.run.app/sync-budget-daily-to-bq", false)]
    [InlineData("daily", "https://f.run.app/sync/everything", false)]
    [InlineData("daily", "https://f.run.app/", false)]
    public void That_names_another_job_is_worth_knowing(string own, string uri, bool found)
    {
        var pipeline = ManyJobs.Builder("pair");
        var table = pipeline.Table(new Table { Dataset = pipeline.Dataset("data", Layer.Raw), Name = "budget", Columns = [new("id", "INT64")] });
        pipeline.Job(new HttpJob { Name = $"budget-{own}-sync", Schedule = new("0 2 * * *", "UTC"), Uri = new(uri), Writes = [table], Longest = Duration.FromMinutes(10) });
        pipeline.Job(new HttpJob { Name = "budget-full-sync", Schedule = new("0 2 * * *", "UTC"), Uri = new("https://f.run.app/full"), Writes = [table], Longest = Duration.FromMinutes(10) });
        var analyzed = ManyJobs.Analyzed(pipeline, new Dictionary<TableId, AnalyzedSql>());
        var live = DesiredState.Of(analyzed, "p");
        var observed = new Observation(live, []) { Activity = live.Where(s => s.Id.Kind == ResourceKind.Job).ToDictionary(s => s.Id, _ => Healthy) };
        var findings = DriftFinder.Find(SmallPipeline.Evidence(analyzed, observed, Now));
        Assert.Equal(found ? [("DRIFT015", "job/budget-daily-sync", Severity.Info)] : [], findings.Select(f => (f.Code, f.Subject, f.Severity)));
        Assert.DoesNotContain(findings, FindingFacts.Counts);
    }

    [Theory]
    [InlineData("httpTarget.headers.Authorization", "(hidden)")]
    [InlineData("httpTarget.headers.X-Api-Key", "(hidden)")]
    [InlineData("httpTarget.headers.X-Trace", "abc123")]
    public void With_a_secret_in_a_header_keeps_it_out_of_the_report(string header, string shown)
    {
        var finding = Find((header, "abc123")).Single(f => f.Property == header);
        Assert.Equal(shown, finding.Live);
        Assert.Contains(shown, finding.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Finding> Find(params IReadOnlyList<(string Name, string? Value)> changed) => OneJob.Find(OneJob.Analyzed(OneJob.Declared()), Healthy, Now, changed);
}
