using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How late the rows of a table arrived, in days, against how far back its jobs load (R89).</summary>
public sealed record Lateness
{
    /// <summary>The table.</summary>
    public required Table Table { get; init; }

    /// <summary>The job that loads furthest back, and the days it does; null when no job says.</summary>
    public (HttpJob Job, int Days)? Window { get; init; }

    /// <summary>Rows that arrived in the time that was looked at.</summary>
    public required long Rows { get; init; }

    /// <summary>The days after which 99 of 100 rows had arrived; 0 without rows.</summary>
    public required int P99 { get; init; }

    /// <summary>The latest row, in days; 0 without rows.</summary>
    public required int Latest { get; init; }

    /// <summary>Rows later than the window.</summary>
    public required long Beyond { get; init; }

    /// <summary>Rows on the very last day of the window.</summary>
    public required long OnTheEdge { get; init; }

    /// <summary>What it means.</summary>
    public required LookBackVerdict Verdict { get; init; }

    /// <summary>One sentence with the numbers.</summary>
    public required string Says { get; init; }

    /// <summary>Judges rows by how many days late they were. The 99th percentile is exact: the first day by which 99 of 100 rows are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="window">Who loads it furthest back.</param>
    /// <param name="rowsByDay">Rows by days of lateness; negative days are rows about the future and count as not late.</param>
    public static Lateness Of(Table table, (HttpJob Job, int Days)? window, IReadOnlyDictionary<int, long> rowsByDay)
    {
        var days = rowsByDay.GroupBy(r => Math.Max(r.Key, 0)).OrderBy(g => g.Key).Select(g => (Days: g.Key, Rows: g.Sum(r => r.Value))).ToList();
        var rows = days.Sum(d => d.Rows);
        var p99 = 0;
        var sofar = 0L;
        foreach (var (day, count) in days)
        {
            p99 = day;
            sofar += count;
            if ((Int128)sofar * 100 >= (Int128)rows * 99) break;
        }

        var lateness = new Lateness
        {
            Table = table,
            Window = window,
            Rows = rows,
            P99 = p99,
            Latest = days.Count == 0 ? 0 : days[^1].Days,
            Beyond = window is { } w ? days.Where(d => d.Days > w.Days).Sum(d => d.Rows) : 0,
            OnTheEdge = window is { } e ? days.Where(d => d.Days == e.Days).Sum(d => d.Rows) : 0,
            Verdict = LookBackVerdict.Unknown,
            Says = "",
        };
        var (verdict, says) = Judge(lateness);
        return lateness with { Verdict = verdict, Says = says };
    }

    private static (LookBackVerdict Verdict, string Says) Judge(Lateness l)
    {
        if (l.Rows == 0) return (LookBackVerdict.Unknown, "No row arrived in the time that was looked at: nothing is known of its lateness.");
        var observed = $"99 of 100 rows arrive within {l.P99} days, the latest after {l.Latest} ({l.Rows:#,0} rows)";
        if (l.Window is not { } window) return (LookBackVerdict.Unknown, $"{observed}; no running job says how far back it loads the table.");
        var loads = $"{window.Job.ResourceId} loads {window.Days} days again";
        if (l.P99 > window.Days) return (LookBackVerdict.Short, $"{observed}; {loads}: {l.Beyond:#,0} rows were later, and what comes so late by itself is lost.");
        // What is never loaded is never seen: rows up to the edge and none behind it tell of more behind it.
        if (l.OnTheEdge > 0 && l.Beyond == 0) return (LookBackVerdict.Cut, $"{observed}; {loads}: {l.OnTheEdge:#,0} rows came on the last of them and none later, as if the rest were cut off.");
        return (LookBackVerdict.Enough, $"{observed}; {loads}{(l.Beyond == 0 ? "" : $", {l.Beyond:#,0} rows were later")}.");
    }
}

/// <summary>Whether a look-back reaches as far as rows are late.</summary>
public enum LookBackVerdict
{
    /// <summary>No rows, or nobody says how far back is loaded.</summary>
    Unknown,

    /// <summary>99 of 100 rows arrive within it.</summary>
    Enough,

    /// <summary>They do, as far as anybody can see: rows arrive up to its last day and none after it.</summary>
    Cut,

    /// <summary>They do not.</summary>
    Short,
}

/// <summary>Measures the lateness of a table.</summary>
public static class LatenessScan
{
    /// <summary>Arrivals of so many days are looked at.</summary>
    public const int DaysBack = 90;

    /// <summary>The query: rows by days of lateness, dates taken in the pipeline's zone.</summary>
    public static Query Query(Table table, Arrival arrival, string project, string zone, Instant now)
    {
        var (day, load) = (Date(table, arrival.EventColumn), Date(table, arrival.LoadColumn));
        return new(
            $"""
            SELECT DATE_DIFF({load}, {day}, DAY) AS days, COUNT(*) AS arrived
            FROM {SqlIdentifier.Quote(project, table.Id)}
            WHERE {load} BETWEEN @first AND @today
            GROUP BY days
            """,
            [new("zone", "STRING", zone), new("first", "DATE", QueryText.Date(Today(now, zone).PlusDays(-DaysBack))), new("today", "DATE", QueryText.Date(Today(now, zone)))]);
    }

    /// <summary>Asks the warehouse, for no more than a dry run says.</summary>
    public static async Task<Lateness> RunAsync(PipelineGraph graph, Table table, Arrival arrival, string project, Instant now, IWarehouse warehouse, CancellationToken cancellation)
    {
        var query = Query(table, arrival, project, graph.Pipeline.Zone, now);
        var bytes = (await warehouse.DryRunAsync(query, cancellation)).BytesProcessed;
        var answer = new AnswerRows(await warehouse.QueryAsync(query with { MaximumBytesBilled = BilledBytes.Limit(bytes, 1) }, cancellation));
        var windows = LookBacks.Of(graph, [table.Id]);
        // A row without either time has no lateness.
        var known = answer.All.Where(r => r.Number("days") is not null).ToDictionary(r => (int)r.Number("days")!.Value, r => r.Number("arrived") ?? 0);
        return Lateness.Of(table, windows.Count == 0 ? null : windows.MaxBy(w => w.Days), known);
    }

    private static string Date(Table table, string name)
    {
        var column = table.Columns.First(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        var quoted = SqlIdentifier.Quote(column.Name);
        return Column.CanonicalType(column.Type) switch { "DATE" => quoted, "TIMESTAMP" => $"DATE({quoted}, @zone)", _ => $"DATE({quoted})" };
    }

    private static LocalDate Today(Instant now, string zone) => now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
}
