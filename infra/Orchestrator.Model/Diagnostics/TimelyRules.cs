using NodaTime;

namespace Orchestrator.Model;

/// <summary>A check over time can find something: its limits are limits, its zone is one, and the run that it waits for will come.</summary>
internal static class TimelyRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Checks.SelectMany(check => check switch
    {
        TimelyCheck timely => Zone(timely).Concat(Limits(timely)).Concat(Tolerance(timely)).Concat(Filter(timely))
            .Concat(timely is RowFreshness fresh ? Deadline(check, fresh.Deadline, pipeline).Concat(Entities(fresh)) : []),
        VisibleFreshness visible => Deadline(check, visible.Deadline, pipeline).Concat(visible.Relation.Stored ? [] :
        [
            DiagnosticFacts.NothingStored.On(check.Subject, $"{visible.Relation.Id} stores no rows, so nothing says when readers saw them.", "Check the tables that it reads, or a column of it with RowFreshness."),
        ]),
        _ => [],
    });

    private static IEnumerable<Diagnostic> Zone(TimelyCheck check) => check.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
        ? [DiagnosticFacts.CheckZone.On(check.Subject, $"Its zone '{zone}' is not in the tz database.", "Use an IANA name such as America/Phoenix, or none for the pipeline's.")]
        : [];

    private static IEnumerable<Diagnostic> Limits(TimelyCheck check)
    {
        var wrong = Wrong(check).Concat(check is DatedCheck dated ? Dates(dated) : []);
        return wrong.Where(w => w.Wrong).Select(w => DiagnosticFacts.CheckLimit.On(check.Subject, w.Says, w.Remedy));
    }

    private static IEnumerable<(bool Wrong, string Says, string Remedy)> Dates(DatedCheck check)
    {
        var dates = Count(check.Against);
        yield return (check.DaysAgo < 1, $"The date {check.DaysAgo} days ago is not over, and would be compared with whole ones.", "Let DaysAgo be 1 (yesterday) or more.");
        yield return (dates < 1, $"A baseline of {dates} dates compares with nothing.", "Let the baseline have 1 date or more.");
        yield return (dates > 366, $"A baseline of {dates} dates needs more aggregates than one query takes.", "Let the baseline have at most 366 dates.");
    }

    private static IEnumerable<(bool Wrong, string Says, string Remedy)> Wrong(TimelyCheck check) => check switch
    {
        RowFreshness fresh => [(fresh.LookBackDays < 1, $"Rows are looked for in {fresh.LookBackDays} days.", "Let LookBackDays be 1 or more.")],
        RowVolume volume =>
        [
            (volume.MaxDrop is not (null or (>= 0 and < 1)), $"A drop of {volume.MaxDrop} is not a share of the baseline that can be exceeded.", "Let MaxDrop be 0 or more and below 1, such as 0.5."),
            (volume.MaxGrowth is not (null or (> 0 and <= 1_000_000)), $"A growth of {volume.MaxGrowth} is not a share above 0, or is any growth.", "Let MaxGrowth be above 0, and at most a million; 1 accepts twice as many rows."),
            (volume is { MaxDrop: null, MaxGrowth: null }, "It accepts any drop and any growth.", "Set MaxDrop, MaxGrowth or both."),
            (volume.Minimum < 0, "A negative minimum means nothing.", "Let Minimum be 0 or more."),
        ],
        ValueDistribution distribution => Distribution(distribution, Count(distribution.Against)),
        KeyStaysAlive alive =>
        [
            (alive.MinimumDates < 1, $"A key that appeared on {alive.MinimumDates} dates cannot be missed.", "Let MinimumDates be 1 or more."),
            (alive.Domain.Count == 0 && alive.MinimumDates > Count(alive.Against), $"No key can appear on {alive.MinimumDates} of {Count(alive.Against)} dates.", "Let MinimumDates be at most as many as the baseline has."),
        ],
        LookBackSuffices lookBack =>
        [
            (lookBack.LookBackDays < 0, $"A look-back of {lookBack.LookBackDays} days reaches into the future.", "Let LookBackDays be 0 or more."),
            (lookBack.MaxLateShare is not (>= 0 and < 1), $"{lookBack.MaxLateShare} is not a share of rows that can be exceeded.", "Let MaxLateShare be 0 or more and below 1, such as 0.01."),
            (lookBack.WrittenInDays < 1, $"Rows of {lookBack.WrittenInDays} days are none.", "Let WrittenInDays be 1 or more."),
        ],
        _ => [],
    };

    private static IEnumerable<(bool Wrong, string Says, string Remedy)> Distribution(ValueDistribution check, int dates)
    {
        var least = Math.Min(check.MinimumDates ?? 3, check.MinimumDates is null ? dates : int.MaxValue);
        yield return (least < 3, $"{least} dates span no band.", "Compare with 3 dates or more, and let MinimumDates be 3 or more.");
        yield return (check.MinimumDates > dates, $"{check.MinimumDates} of {dates} dates are never there.", "Let MinimumDates be at most as many as the baseline has.");
        yield return (check.Width is not > 0 || !double.IsFinite(check.Width), $"A band of {check.Width} MADs to either side is none.", "Let Width be above 0, such as 5.");
        yield return (check.Floor is { } floor && (floor is not >= 0 || !double.IsFinite(floor)), $"A floor of {check.Floor} is not a distance.", "Let Floor be 0 or more, or leave it out.");
        yield return (check.Of is Statistic.Quantile { Percent: < 0 or > 100 }, "A quantile outside of 0 to 100 percent does not exist.", "Let Percent lie between 0 and 100.");
    }

    private static int Count(Baseline baseline) => baseline switch
    {
        Baseline.PreviousDates previous => previous.Count,
        Baseline.SameWeekday same => same.Weeks,
        _ => throw new InvalidOperationException($"{baseline.GetType().Name} is a baseline without dates: add it here."),
    };

    private static IEnumerable<Diagnostic> Tolerance(TimelyCheck check) => check.Tolerated == Model.Tolerance.None && check.WarnAbove is null ? [] :
    [
        DiagnosticFacts.ToleranceOverTime.On(check.Subject, "It tolerates a number or share of rows, and judges dates and ages instead.", "Set the limits of its kind, and leave Tolerated and WarnAbove out."),
    ];

    private static IEnumerable<Diagnostic> Filter(TimelyCheck check)
    {
        var partitioning = check.Relation switch
        {
            Table table => table.PartitionedBy,
            MaterializedTable table => table.PartitionedBy,
            _ => null,
        };
        var column = TimelyColumnRules.Window(check).Name;
        return partitioning is not { RequireFilter: true } || string.Equals(partitioning.Field, column, StringComparison.OrdinalIgnoreCase) ? [] :
        [
            DiagnosticFacts.FilterMissing.On(check.Subject, $"{check.Relation.Id} is read only by queries that filter by '{partitioning.Field}', and it filters by '{column}'.", $"Let it look at dates of '{partitioning.Field}', or require no filter of the table."),
        ];
    }

    private static IEnumerable<Diagnostic> Entities(RowFreshness check)
    {
        if (check.EntityColumn is not null && check.Entities.Count == 0)
            yield return DiagnosticFacts.CheckEntities.On(check.Subject, "It expects no entity, so one that never appeared is not missed.", "List the entities that must appear.");
        if (check.EntityColumn is null && check.Entities.Count > 0)
            yield return DiagnosticFacts.CheckEntities.On(check.Subject, "It expects entities and does not say which column tells them apart.", "Name the EntityColumn.");
    }

    private static IEnumerable<Diagnostic> Deadline(Check check, Deadline deadline, Pipeline pipeline)
    {
        if (deadline is Model.Deadline.MaxAge { Limit: var limit } && limit <= Duration.Zero)
            yield return DiagnosticFacts.CheckLimit.On(check.Subject, "An age of zero is always exceeded.", "Let the greatest age be above zero.");
        if (deadline is not Model.Deadline.RunOf { Job: var job, Behind: var behind }) yield break;
        if (pipeline.Jobs.All(j => j.Name != job.Name))
            yield return DiagnosticFacts.RunNeverDue.On(check.Subject, $"It waits for runs of {job.ResourceId}, which this pipeline does not declare.", "Wait for a job of the pipeline.");
        if (job.Schedule.Read() is { Zoned: null, Plain: null } reading)
            yield return DiagnosticFacts.RunNeverDue.On(check.Subject, $"It waits for runs of {job.ResourceId}, which never come: {string.Join(" ", reading.Mistakes.Select(m => m.Message))}", "Correct the job's schedule, or give a greatest age.");
        if (behind.Normalize() is var period && (period.Years < 0 || period.Months < 0 || period.Days < 0 || period.HasTimeComponent && period.ToDuration() < Duration.Zero))
            yield return DiagnosticFacts.CheckLimit.On(check.Subject, "It expects rows later than the run that brings them.", "Let Behind be zero or more.");
    }
}
