using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>A daily sync at 02:00 and a full one at 06:00 keep the raw estimates; a details job reads at 07:00.</summary>
public sealed class A_pair_of_syncs
{
    private static readonly HttpJob Daily = Job("daily-sync", "0 2 * * *") with { WriteDisposition = JobWriteDisposition.Merge };
    private static readonly HttpJob Full = Job("full-sync", "0 6 * * *") with { WriteDisposition = JobWriteDisposition.WriteTruncate };
    private static readonly HttpJob Details = Job("details-sync", "0 7 * * *") with { Writes = [Example.RawJobs] };
    private static readonly JobState Pause = JobState.Paused("Moved elsewhere.", "user A", new(2030, 1, 1));

    public static TheoryData<string, string, HttpJob?, HttpJob?, HttpJob?> Defects() => new()
    {
        { "ORC1701", "job/daily-sync is paused", Daily with { State = Pause }, Full, Details },
        { "ORC1701", "job/full-sync is paused", Daily, Full with { State = Pause }, Details },
        { "ORC1702", "job/daily-sync is not there", null, Full, Details },
        { "ORC1702", "job/full-sync is not there", Daily, null, Details },
        { "ORC1702", "job/full-sync does not write raw.estimates", Daily, Full with { Writes = [Example.SyncState] }, Details },
        { "ORC1703", "On 2026-01-01 job/daily-sync fires at 08:00, and job/full-sync at 06:00, before it", Daily with { Schedule = new("0 8 * * *", Example.Zone) }, Full, Details },
        { "ORC1703", "fires without job/daily-sync before it", Daily with { Schedule = new("0 2 * * 1-5", Example.Zone) }, Full, Details },
        { "ORC1704", "leaves rows of earlier runs", Daily, Full with { WriteDisposition = JobWriteDisposition.WriteAppend }, Details },
        { "ORC1704", "leaves rows of earlier runs", Daily, Full with { WriteDisposition = null }, Details },
        { "ORC1705", "job/full-sync starts up to 5 min before job/daily-sync has finished", Daily with { Schedule = new("55 5 * * *", Example.Zone) }, Full, Details },
        { "ORC1706", "job/details-sync starts up to 5 min before job/full-sync has finished", Daily, Full, Details with { Schedule = new("5 6 * * *", Example.Zone) } },
        { "ORC1706", "after job/full-sync has finished, 2 h allowed", Daily, Full, Details with { Schedule = new("0 9 * * *", Example.Zone) } },
        { "ORC1706", "No view and no job that fires reads raw.estimates", Daily, Full, null },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void Has_each_defect_told(string code, string says, HttpJob? daily, HttpJob? full, HttpJob? details)
    {
        var found = Assert.Single(Diagnostics(daily, full, details), d => d.Code == code);
        Assert.Equal("pair/raw.estimates", found.Subject);
        Assert.Contains(says, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_right_without_a_defect() => Assert.Empty(Diagnostics(Daily, Full, Details));

    [Fact]
    public void Names_the_column_of_its_snapshots() =>
        Assert.Contains("no column 'nothing'", Assert.Single(Diagnostics(Daily, Full, Details, column: "nothing")).Message, StringComparison.Ordinal);

    [Fact]
    public void Fails_on_one_day_of_a_year_when_two_zones_drift_apart()
    {
        // 00:30 in New York is 05:30 or 04:30 UTC: in winter it comes after the full sync at 05:00 UTC.
        var found = Diagnostics(Daily with { Schedule = new("30 0 * * *", "America/New_York") }, Full with { Schedule = new("0 5 * * *", "UTC") }, null);
        Assert.Contains(found, d => d.Code == "ORC1703" && d.Message.Contains("05:30", StringComparison.Ordinal));
    }

    private static List<Diagnostic> Diagnostics(HttpJob? daily, HttpJob? full, HttpJob? details, string column = "day")
    {
        // Without a details job nobody reads: the example's own views on the table are left out too.
        var relations = details is null ? Example.Pipeline.Relations.Where(r => !r.Name.StartsWith("total_sales", StringComparison.Ordinal)) : Example.Pipeline.Relations;
        var jobs = new[] { daily, full, details }.OfType<HttpJob>();
        var pipeline = Example.Pipeline with
        {
            Relations = [.. relations],
            Jobs = [.. Example.Pipeline.Jobs, .. jobs],
            SyncPairs = [new() { Daily = daily ?? Daily, Full = full ?? Full, Table = Example.RawEstimates, SnapshotColumn = column, ReadBy = details is null ? [] : [details] }],
        };
        return [.. AnalysisDiagnostics.Find(Example.Analyzed(pipeline)).Where(d => d.Subject.StartsWith("pair/", StringComparison.Ordinal))];
    }

    private static HttpJob Job(string name, string cron) => Example.Sync("estimates", Example.RawEstimates, cron) with { Name = name, Longest = Duration.FromMinutes(10) };
}
