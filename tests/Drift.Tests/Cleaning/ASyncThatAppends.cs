using Orchestrator.Drift;

namespace Drift.Tests.Cleaning;

public sealed class ASyncThatAppends
{
    [Fact]
    public void Is_named_by_the_figures_of_2025()
    {
        var verdict = AppendSignature.Judge(new AppendEvidence { CurrentRows = 37_304, StaleRows = 1_086_638, FullSyncs = 29 });
        Assert.Equal((true, 29.13), (verdict.Appends, Math.Round(verdict.Batches, 2)));
        Assert.Equal("1,086,638 stale = 29.13 x 37,304; 29 full syncs ran: each appended instead of replacing.", verdict.Says);
        var finding = AppendSignature.Find("table/karbon_data.BUDGET", verdict, "full-sync")!;
        Assert.Equal(("DRIFT021", "job/full-sync"), (finding.Code, finding.Cause));
    }

    [Fact]
    public void Is_named_by_its_snapshots_alone()
    {
        var snapshots = Enumerable.Range(0, 30).Select(i => new SnapshotRows($"2025-08-{(i % 28) + 1:00}", 37_304 - (i * 10))).ToList();
        var verdict = AppendSignature.Judge(new AppendEvidence { CurrentRows = 37_304, StaleRows = snapshots.Skip(1).Sum(s => s.Rows), Snapshots = snapshots });
        Assert.True(verdict.Appends);
        Assert.Contains("29 older snapshots of 37,014 to 37,294 rows are still there", verdict.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_086_638, 37_304, 15)] // another number of syncs
    [InlineData(1_200, 37_304, 29)] // a few rows that were deleted in the source
    [InlineData(37_304, 37_304, 1)] // one sync can be an accident
    [InlineData(0, 37_304, 29)]
    [InlineData(5, 0, 29)]
    public void Is_not_named_when_the_numbers_say_something_else(long stale, long current, int syncs) =>
        Assert.False(AppendSignature.Judge(new AppendEvidence { CurrentRows = current, StaleRows = stale, FullSyncs = syncs }).Appends);

    [Fact]
    public void Into_the_last_seven_days_leaves_eight_copies_of_each_row()
    {
        // INSERT of every date from seven days ago, each day: 60 dates, those of the last week not complete yet.
        var dates = Enumerable.Range(0, 60).Select(age => new WrittenAgain($"{age} days ago", 120L * Math.Min(age + 1, 8), 120)).ToList();
        var verdict = AppendSignature.Judge(dates, runsPerDate: 8);
        Assert.Equal((true, 8), (verdict.Appends, verdict.Batches));
        Assert.Equal("Each row of 53 of 60 dates is there 8 times, and 8 runs write each date: each run appended instead of replacing.", verdict.Says);
    }

    [Fact]
    public void Is_named_in_1000_histories_and_in_none_of_1000_healthy_ones()
    {
        var random = new Random(29);
        for (var n = 0; n < 1000; n++)
        {
            var sick = History(random, appends: true);
            Assert.True(AppendSignature.Judge(sick).Appends, AppendSignature.Judge(sick).Says);
            Assert.True(AppendSignature.Judge(sick with { Snapshots = [] }).Appends, AppendSignature.Judge(sick with { Snapshots = [] }).Says);
            Assert.True(AppendSignature.Judge(sick with { FullSyncs = null }).Appends);
            var healthy = History(random, appends: false);
            Assert.False(AppendSignature.Judge(healthy).Appends, AppendSignature.Judge(healthy).Says);
            Assert.False(AppendSignature.Judge(healthy with { Snapshots = [] }).Appends, AppendSignature.Judge(healthy).Says);
            Assert.False(AppendSignature.Judge(healthy with { FullSyncs = null }).Appends);
            var dates = Enumerable.Range(0, 40).Select(i => Date(random, i)).ToList();
            Assert.False(AppendSignature.Judge(dates, random.Next(2) == 0 ? null : 8).Appends);
        }
    }

    // Days of a table with a daily merge and a full sync: the full sync replaces all rows, or adds a whole batch.
    private static AppendEvidence History(Random random, bool appends)
    {
        var rows = new SortedDictionary<int, long>();
        var batch = (double)random.Next(50, 60_000);
        var days = random.Next(3, 45);
        var syncs = 0;
        for (var day = 0; day < days; day++)
        {
            batch *= 1 + ((random.NextDouble() - 0.5) * 0.004);
            var size = (long)batch;
            // Some days no sync runs, some days the daily merge stamps a few rows with its own date.
            if (random.Next(10) == 0 && day < days - 1 && day > 2) continue;
            if (!appends) rows.Clear();
            rows[day] = size;
            syncs++;
            if (random.Next(3) == 0 && day > 0) rows[day - 1] = rows.GetValueOrDefault(day - 1) + (long)(size * random.NextDouble() * 0.02);
        }
        // A healthy table too has rows that were deleted in the source and that a merge never sees.
        if (!appends && random.Next(2) == 0) rows[-1] = (long)(batch * random.NextDouble() * 0.6);
        var newest = rows.Last();
        return new()
        {
            CurrentRows = newest.Value,
            StaleRows = rows.Where(r => r.Key != newest.Key).Sum(r => r.Value),
            FullSyncs = syncs - 1,
            Snapshots = [.. rows.Reverse().Select(r => new SnapshotRows($"day {r.Key}", r.Value))],
        };
    }

    // Healthy dates hold each row once, but for a retry now and then.
    private static WrittenAgain Date(Random random, int i)
    {
        var distinct = random.Next(1, 5000);
        return new($"date {i}", distinct + (random.Next(8) == 0 ? random.Next(0, distinct + 1) : 0), distinct);
    }
}
