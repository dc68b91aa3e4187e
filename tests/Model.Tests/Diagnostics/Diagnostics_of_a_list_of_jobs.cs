using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>Rules on the enabled jobs of a pipeline together, each with one planted mistake and its clean twin.</summary>
public sealed class Diagnostics_of_a_list_of_jobs
{
    private static readonly HttpJob Sync = (HttpJob)Example.Pipeline.Jobs[0];

    [Fact]
    public void Find_a_run_that_outlasts_the_next_fire()
    {
        var found = Assert.Single(Find(Sync with { Schedule = new("*/15 * * * *", Example.Zone) }), d => d.Code == "ORC1218");
        Assert.Equal("job/sync-jobs", found.Subject);
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.StartsWith("sync-jobs runs for up to 20 min and fires again after 15 min:", found.Message, StringComparison.Ordinal);
        Assert.Empty(Find(Sync with { Schedule = new("*/20 * * * *", Example.Zone) }));
    }

    [Fact]
    public void Find_eleven_jobs_that_call_one_host_in_one_minute()
    {
        Job[] crowd = [.. Enumerable.Range(0, 11).Select(i => Sync with { Name = $"sync-{i:00}", Schedule = new("0 5 * * *", Example.Zone) })];
        Assert.Equal("pipeline/shop", Assert.Single(Find(crowd), d => d.Code == "ORC1219").Subject);
        Assert.Empty(Find([.. crowd[1..], Sync with { Name = "sync-00", Schedule = new("0 5 * * *", Example.Zone), Uri = new("https://ingest-2.a.run.app/") }]));
    }

    [Theory]
    [InlineData("jobs-monthly-backfill", "0 * * * *", 7, "Pause it, or let it run once a month: 0 2 1 * * America/Phoenix.")]
    [InlineData("jobs-monthly-backfill", "0 5 1 * *", 7, "Pause it.")]
    [InlineData("jobs-monthly-backfill", "0 5 1 * *", 8, null)]
    [InlineData("jobs-backfill", "0 5 * * *", 7, null)]
    public void Find_a_backfill_of_what_is_loaded_more_often(string name, string cron, int days, string? remedy)
    {
        var backfill = Sync with { Name = name, Schedule = new(cron, Example.Zone), LookBack = Period.FromDays(days), Writes = [Example.RawJobs] };
        Assert.Equal(remedy, Find(Sync, backfill).SingleOrDefault(d => d.Code == "ORC1220")?.Remedy);
    }

    [Fact]
    public void Leave_out_what_is_paused()
    {
        var paused = JobState.Paused("The daily sync looks back as far.", "data team", new LocalDate(2030, 1, 1));
        Assert.Empty(Find(Sync, Sync with { Name = "jobs-monthly-backfill", Schedule = new("0 2 1 * *", Example.Zone), State = paused }));
    }

    private static IReadOnlyList<Diagnostic> Find(params Job[] jobs) =>
        DeclarationDiagnostics.Find(Example.Pipeline with { Jobs = [.. jobs, .. Example.Pipeline.Jobs.Skip(1)] });
}
