using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Validation;

/// <summary>
/// A column of times in a zone, as conditions that BigQuery can answer with partitions alone: the column stands by itself, and the dates of a zone are
/// ranges of instants, so that a day on which clocks change has 23 or 25 hours.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Zone">The zone of its dates.</param>
/// <param name="ZoneId">Its IANA id.</param>
internal sealed record DatedRows(TimeColumn Column, DateTimeZone Zone, string ZoneId)
{
    private string Name => SqlIdentifier.Quote(Column.Name);

    /// <summary>The rows from one date to another, both included.</summary>
    /// <param name="scan">The scan, which gets the parameters.</param>
    /// <param name="first">The first date.</param>
    /// <param name="last">The last date; null means no end.</param>
    public string Between(RelationScanBuilder scan, LocalDate first, LocalDate? last)
    {
        if (Column.Type != TimeColumnType.Date)
            return $"{Name} >= {Start(scan, first)}" + (last is { } end ? $" AND {Name} < {Start(scan, end.PlusDays(1))}" : "");
        if (last == first) return $"{Name} = {Start(scan, first)}";
        return last is null ? $"{Name} >= {Start(scan, first)}" : $"{Name} BETWEEN {Start(scan, first)} AND {Start(scan, last.Value)}";
    }

    /// <summary>The rows that are not later than now.</summary>
    public string Past(RelationScanBuilder scan) => $"{Name} <= {Now(scan)}";

    /// <summary>The rows that are later than now.</summary>
    public string Future(RelationScanBuilder scan) => $"{Name} > {Now(scan)}";

    /// <summary>A row's date in the zone.</summary>
    public string DateOf(RelationScanBuilder scan) => Column.Type switch
    {
        TimeColumnType.Date => Name,
        TimeColumnType.Datetime => $"DATE({Name})",
        _ => $"DATE({Name}, {scan.Parameter("STRING", ZoneId)})",
    };

    private string Start(RelationScanBuilder scan, LocalDate date) => Column.Type switch
    {
        TimeColumnType.Date => scan.Parameter("DATE", QueryText.Date(date)),
        TimeColumnType.Datetime => scan.Parameter("DATETIME", $"{QueryText.Date(date)} 00:00:00"),
        _ => scan.Parameter("TIMESTAMP", QueryText.Timestamp(LocalDay.Start(date, Zone))),
    };

    private string Now(RelationScanBuilder scan) => Column.Type switch
    {
        TimeColumnType.Date => scan.Parameter("DATE", QueryText.Date(scan.At.Now.InZone(Zone).Date)),
        TimeColumnType.Datetime => scan.Parameter("DATETIME", TimeText.Local(LocalTimes.LatestBefore(scan.At.Now, Zone))),
        _ => scan.Parameter("TIMESTAMP", QueryText.Timestamp(scan.At.Now)),
    };
}
