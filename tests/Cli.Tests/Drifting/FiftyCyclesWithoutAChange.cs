using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Drift;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Cli.Tests.Drifting;

/// <summary>Deploy, read back, compare: nothing is found, however the service spells what it was told and whatever it fills in.</summary>
public sealed class FiftyCyclesWithoutAChange : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 12, 0);

    private readonly GoogleSqlAnalyzer analyzer = GoogleSqlAnalyzer.Create();
    private LocalGoogle? google;
    private HttpClient? http;

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Now, VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        http = new HttpClient { BaseAddress = google.BaseUri };
    }

    public async Task DisposeAsync()
    {
        http?.Dispose();
        if (google is not null) await google.DisposeAsync();
        await analyzer.DisposeAsync();
    }

    [Fact]
    public async Task Have_no_finding()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var pipeline = new RandomPipeline(seed).Declare();
            var analyzed = await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, CancellationToken.None);
            Assert.False(analyzed.HasErrors, $"seed {seed}: {string.Join('\n', analyzed.Diagnostics)}");
            await using var cloud = Cloud.At(GoogleEndpoint.Local(google!.BaseUri), pipeline);
            foreach (var change in (await LookAsync(analyzed, cloud)).Plan.Changes) await cloud.ApplyAsync(change, CancellationToken.None);
            await NothingIsFoundAsync(analyzed, cloud, $"seed {seed}, as deployed");
            await SpellAnewAsync(pipeline, seed);
            await NothingIsFoundAsync(analyzed, cloud, $"seed {seed}, spelt anew");
        }
    }

    private async Task NothingIsFoundAsync(AnalyzedPipeline analyzed, Cloud cloud, string when)
    {
        var evidence = await LookAsync(analyzed, cloud);
        var findings = string.Join('\n', DriftFinder.Find(evidence).Select(f => $"{when}: {f.Code} {f.Subject} {f.Property}: '{f.Live}' instead of '{f.Declared}'"));
        Assert.True(findings.Length == 0, findings);
        Assert.True(evidence.Plan.IsEmpty, when);
    }

    private async Task<DriftEvidence> LookAsync(AnalyzedPipeline analyzed, Cloud cloud)
    {
        var desired = DesiredState.Of(analyzed, analyzed.Pipeline.Project);
        var observed = await cloud.ObserveAsync(CancellationToken.None);
        var plan = Planner.Plan(desired, observed, await SqlComparisons.PrepareAsync(analyzed, analyzed.Pipeline.Project, desired, observed.Resources, analyzer, CancellationToken.None));
        return new() { Analyzed = analyzed, Project = analyzed.Pipeline.Project, Desired = desired, Observed = observed, Plan = plan, Now = Now };
    }

    // What Google, its console and other clients do to a resource without changing what it means.
    private async Task SpellAnewAsync(Pipeline pipeline, int seed)
    {
        var google = new Planter(http!, RandomPipeline.Project(seed), pipeline.SchedulerLocation);
        foreach (var dataset in pipeline.Datasets)
        {
            await google.Dataset(dataset.Id.Name, """{"labels":{"goog-terraform-provisioned":"true"},"maxTimeTravelHours":"168","storageBillingModel":"LOGICAL","isCaseInsensitive":false,"defaultCollation":""}""");
            await google.Access(dataset.Id.Name, list => [.. list.Reverse().Select(Long), JsonNode.Parse("""{"role":"roles/bigquery.dataViewer","specialGroup":"projectReaders"}""")]);
        }
        foreach (var table in pipeline.Relations)
        {
            await google.Table(table.Id.ToString(), """{"labels":{"goog-managed":"x"},"defaultCollation":""}""");
            if (table.Description is null) await google.Table(table.Id.ToString(), """{"description":""}""");
            if (table.FriendlyName is null) await google.Table(table.Id.ToString(), """{"friendlyName":""}""");
            if (table.ResourceId.Kind == ResourceKind.View)
                await google.Table(table.Id.ToString(), new JsonObject { ["view"] = new JsonObject { ["query"] = Relaid(pipeline.SqlFiles[SqlPaths.Of(table)!]), ["useLegacySql"] = false } }.ToJsonString());
        }
        foreach (var routine in pipeline.Routines)
            await google.Routine(routine.Path, r =>
            {
                r["definitionBody"] = Relaid(r["definitionBody"]!.ToString()) + "\n";
                r["determinismLevel"] = "DETERMINISM_LEVEL_UNSPECIFIED";
                foreach (var argument in r["arguments"]!.AsArray()) argument!["argumentKind"] = "FIXED_TYPE";
            });
        foreach (var job in pipeline.Jobs)
        {
            if (job.Schedule.Zone == "UTC") await google.Job(job.Name, "timeZone", """{"timeZone":"Etc/UTC"}""");
            if (job is HttpJob http) await google.Job(job.Name, "httpTarget.oidcToken.audience", new JsonObject { ["httpTarget"] = new JsonObject { ["oidcToken"] = new JsonObject { ["audience"] = http.Uri.OriginalString } } }.ToJsonString());
            if (job.Retry == RetryPolicy.None) await google.Job(job.Name, "retryConfig", """{"retryConfig":{"maxRetryDuration":"0.000s","minBackoffDuration":"5.000s","maxBackoffDuration":"3600s","maxDoublings":5}}""");
        }
    }

    // Another layout: comments, blank lines, key words in small letters outside of texts and names.
    private static string Relaid(string sql) => string.Concat(SqlToken.Read(sql).Select(t => t.Kind switch
    {
        SqlTokenKind.Space => "\n  ",
        SqlTokenKind.Comment => "",
        SqlTokenKind.Word when t.Text is "SELECT" or "FROM" or "WHERE" or "AS" or "BEGIN" or "END" or "CASE" or "WHEN" or "THEN" or "ELSE" => t.Text.ToLowerInvariant(),
        _ => t.Text,
    })) + " -- laid out by somebody else";

    private static JsonNode Long(JsonNode? entry)
    {
        var role = entry!["role"]?.ToString();
        entry = entry.DeepClone();
        entry["role"] = role switch { "READER" => "roles/bigquery.dataViewer", "WRITER" => "roles/bigquery.dataEditor", _ => role };
        return entry;
    }
}
