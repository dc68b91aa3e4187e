using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>The table <c>raw.jobs</c> (id INT64, day DATE, total NUMERIC, customer STRUCT) and the view <c>stage.leads_jobs</c> (id INT64, day DATE).</summary>
public sealed class Diagnostics_of_checks_over_time
{
    private static readonly TimeColumn Day = TimeColumn.Date("day");

    private static readonly RowFreshness Fresh = new() { Name = "fresh", Says = "x", Relation = Example.RawJobs, Time = RowTime.Event, Column = Day, Deadline = new Deadline.MaxAge(Duration.FromHours(25)) };

    private static readonly RowVolume Volume = new() { Name = "volume", Says = "x", Relation = Example.RawJobs, DateColumn = Day, MaxDrop = 0.5m };

    private static readonly ValueDistribution Totals = new() { Name = "totals", Says = "x", Relation = Example.RawJobs, DateColumn = Day, Column = "total", Of = new Statistic.Mean() };

    private static readonly KeyStaysAlive Alive = new() { Name = "alive", Says = "x", Relation = Example.RawJobs, DateColumn = Day, KeyColumn = "id" };

    private static readonly LookBackSuffices LookBack = new() { Name = "look-back", Says = "x", Relation = Example.RawJobs, EventColumn = Day, LoadColumn = Day, LookBackDays = 7 };

    private static readonly VisibleFreshness Visible = new() { Name = "visible", Says = "x", Relation = Example.DimJobs, Deadline = new Deadline.RunOf(Example.RebuildJobs) };

    public static TheoryData<Check> Good => [Fresh, Volume, Totals, Alive, LookBack, Visible, Volume with { Relation = Example.Views[0] }, Totals with { Of = new Statistic.NullShare(), Column = "customer" }];

    public static TheoryData<string, string, Check> Refused => new()
    {
        { "ORC2201", "raw.jobs has no column 'date'.", Fresh with { Column = TimeColumn.Date("date") } },
        { "ORC2201", "Column 'day' of raw.jobs is DATE.", Fresh with { Column = TimeColumn.Timestamp("day") } },
        { "ORC2201", "raw.jobs has no column 'region'.", Fresh with { EntityColumn = "region", Entities = ["AMER"] } },
        { "ORC2201", "Column 'customer' of raw.jobs is STRUCT.", Alive with { KeyColumn = "customer" } },
        { "ORC2201", "Column 'day' of raw.jobs is DATE.", Totals with { Column = "day" } },
        { "ORC2201", "raw.jobs has no column 'seen'.", LookBack with { EventColumn = TimeColumn.Date("seen") } },
        { "ORC2201", "stage.leads_jobs has no column 'date'.", Volume with { Relation = Example.Views[0], DateColumn = TimeColumn.Date("date") } },
        { "ORC2201", "Column 'day' of stage.leads_jobs is DATE.", Volume with { Relation = Example.Views[0], DateColumn = TimeColumn.Datetime("day") } },
        { "ORC2201", "Column 'day' of raw.jobs is DATE.", Volume with { Of = new Measure.Sum("day") } },
        { "ORC2201", "Column 'customer' of raw.jobs is STRUCT.", Volume with { Of = new Measure.Distinct("customer") } },
        { "ORC2202", "An age of zero is always exceeded.", Fresh with { Deadline = new Deadline.MaxAge(Duration.Zero) } },
        { "ORC2202", "Rows are looked for in 0 days.", Fresh with { LookBackDays = 0 } },
        { "ORC2202", "It expects rows later than the run that brings them.", Fresh with { Deadline = new Deadline.RunOf(Example.RebuildJobs) { Behind = Period.FromDays(-1) } } },
        { "ORC2202", "A drop of 1 is not a share of the baseline that can be exceeded.", Volume with { MaxDrop = 1 } },
        { "ORC2202", "A drop of -0.1 is not a share of the baseline that can be exceeded.", Volume with { MaxDrop = -0.1m } },
        { "ORC2202", "A growth of 0 is not a share above 0, or is any growth.", Volume with { MaxGrowth = 0 } },
        { "ORC2202", "It accepts any drop and any growth.", Volume with { MaxDrop = null } },
        { "ORC2202", "A negative minimum means nothing.", Volume with { Minimum = -1 } },
        { "ORC2202", "The date 0 days ago is not over, and would be compared with whole ones.", Volume with { DaysAgo = 0 } },
        { "ORC2202", "A baseline of 0 dates compares with nothing.", Volume with { Against = new Baseline.SameWeekday(0) } },
        { "ORC2202", "A baseline of 1000 dates needs more aggregates than one query takes.", Volume with { Against = new Baseline.PreviousDates(1000) } },
        { "ORC2202", "2 dates span no band.", Totals with { Against = new Baseline.PreviousDates(2) } },
        { "ORC2202", "2 dates span no band.", Totals with { MinimumDates = 2 } },
        { "ORC2202", "29 of 28 dates are never there.", Totals with { MinimumDates = 29 } },
        { "ORC2202", "A band of NaN MADs to either side is none.", Totals with { Width = double.NaN } },
        { "ORC2202", "A floor of -1 is not a distance.", Totals with { Floor = -1 } },
        { "ORC2202", "A quantile outside of 0 to 100 percent does not exist.", Totals with { Of = new Statistic.Quantile(101) } },
        { "ORC2202", "A key that appeared on 0 dates cannot be missed.", Alive with { MinimumDates = 0 } },
        { "ORC2202", "No key can appear on 3 of 2 dates.", Alive with { Against = new Baseline.PreviousDates(2) } },
        { "ORC2202", "1 is not a share of rows that can be exceeded.", LookBack with { MaxLateShare = 1 } },
        { "ORC2202", "A look-back of -1 days reaches into the future.", LookBack with { LookBackDays = -1 } },
        { "ORC2202", "Rows of 0 days are none.", LookBack with { WrittenInDays = 0 } },
        { "ORC2203", "It waits for runs of job/other, which this pipeline does not declare.", Fresh with { Deadline = new Deadline.RunOf(Example.RebuildJobs with { Name = "other" }) } },
        { "ORC2203", "It waits for runs of job/rebuild-dim-jobs-daily, which never come: '0 4 30 2 *' never fires: no such day exists in the months it names.", Visible with { Deadline = new Deadline.RunOf(Example.RebuildJobs with { Schedule = new("0 4 30 2 *", Example.Zone) }) } },
        { "ORC2204", "Its zone 'Mars/Olympus' is not in the tz database.", Volume with { Zone = "Mars/Olympus" } },
        { "ORC2205", "It expects no entity, so one that never appeared is not missed.", Fresh with { EntityColumn = "id" } },
        { "ORC2205", "It expects entities and does not say which column tells them apart.", Fresh with { Entities = ["7"] } },
        { "ORC2206", "It tolerates a number or share of rows, and judges dates and ages instead.", Volume with { Tolerated = new(5) } },
        { "ORC2206", "It tolerates a number or share of rows, and judges dates and ages instead.", Volume with { WarnAbove = new(5) } },
        { "ORC2208", "stage.leads_jobs stores no rows, so nothing says when readers saw them.", Visible with { Relation = Example.Views[0] } },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Accept_checks_that_can_find_something(Check check) => Assert.Empty(Of(check));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuse_in_one_sentence(string code, string says, Check check)
    {
        var found = Assert.Single(Of(check));
        Assert.Equal((code, says, check.Subject), (found.Code, found.Message, found.Subject));
        Assert.EndsWith(".", found.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuse_a_check_that_does_not_filter_as_its_table_requires()
    {
        var table = Example.RawJobs with { PartitionedBy = new("day") { RequireFilter = true }, Columns = [.. Example.RawJobs.Columns, new("loaded", "TIMESTAMP")] };
        var pipeline = Example.With(table);
        Assert.Empty(Of(Volume with { Relation = table }, pipeline));
        var found = Assert.Single(Of(Fresh with { Relation = table, Column = TimeColumn.Timestamp("loaded") }, pipeline));
        Assert.Equal(("ORC2207", "raw.jobs is read only by queries that filter by 'day', and it filters by 'loaded'."), (found.Code, found.Message));
    }

    private static List<Diagnostic> Of(Check check, Pipeline? given = null)
    {
        var pipeline = given ?? Example.Pipeline;
        pipeline = pipeline with { Checks = [.. pipeline.Checks, check] };
        return [.. DeclarationDiagnostics.Find(pipeline).Concat(AnalysisDiagnostics.Find(Example.Analyzed(pipeline)))];
    }
}
