using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>A row of a generated source.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Entity">What it is about; several rows may be about the same.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Values">Key and dimensions.</param>
/// <param name="Nulls">Whether each of the columns that filters name is NULL.</param>
/// <param name="Failed">As in <see cref="SourceUnit.Failed"/>.</param>
/// <param name="Amount">What it adds to a sum.</param>
internal sealed record IncidentRow(int Id, int Entity, Instant Time, string?[] Values, bool[] Nulls, int Failed, int Amount);

/// <summary>A row as it arrives in the target.</summary>
internal readonly record struct Arrival(IncidentRow Row, int Times);

/// <summary>A generated incident: a source, what became of it, and why.</summary>
internal sealed record SyntheticIncident
{
    private VarianceProfile? profile;

    public required int Seed { get; init; }

    public required IReadOnlyList<CauseKind> Truth { get; init; }

    public required string Says { get; init; }

    public required IReadOnlyList<IncidentRow> Rows { get; init; }

    public required IReadOnlyList<TargetCell> Target { get; init; }

    public required LocalDate First { get; init; }

    public required LocalDate Last { get; init; }

    public required Instant Now { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required DateTimeZone BusinessZone { get; init; }

    public required CountingKind Counting { get; init; }

    public required bool HasHours { get; init; }

    public required int Dimensions { get; init; }

    /// <summary>The profile that queries over the rows would give.</summary>
    public VarianceProfile Profile() => profile ??= Make();

    private VarianceProfile Make()
    {
        var (window, daily) = (new HashSet<(int, int)>(), new HashSet<(int, int, LocalDate)>());
        var units = new List<(IncidentRow Row, LocalDate Date, bool Window, bool Daily)>();
        foreach (var row in Rows.OrderBy(r => r.Time).ThenBy(r => r.Id))
        {
            var date = row.Time.InZone(Zone).Date;
            var inside = date >= First && date <= Last;
            units.Add((row, date, window.Add((inside ? row.Entity : -1 - row.Entity, row.Failed)), daily.Add((row.Entity, row.Failed, date))));
        }

        return new()
        {
            First = First,
            Last = Last,
            Now = Now,
            Zone = Zone,
            BusinessZone = BusinessZone,
            Columns = ["Region", .. Enumerable.Range(1, Dimensions).Select(d => $"Dimension{d}")],
            NullColumns = ["TestTraffic", "Reverted"],
            Filters = ["test traffic is left out"],
            Counting = Counting,
            Target = Target,
            Units =
            [
                .. units.GroupBy(u => (u.Date, Hour: HasHours ? Hour(u.Row.Time) : null, Values: string.Join('|', u.Row.Values.Select(v => v ?? "∅")), Nulls: string.Join('|', u.Row.Nulls), u.Row.Failed)).Select(g => new SourceUnit(
                    g.Key.Date, g.Key.Hour, g.First().Row.Values, g.First().Row.Nulls, g.Key.Failed, Figure(g.Where(u => u.Window)), Figure(g.Where(u => u.Daily)), g.Count())),
            ],
        };

        double Figure(IEnumerable<(IncidentRow Row, LocalDate, bool, bool)> counted) => Counting == CountingKind.Sum ? counted.Sum(u => u.Row.Amount) : counted.Count();
    }

    private static Instant? Hour(Instant time) => Instant.FromUnixTimeSeconds(time.ToUnixTimeSeconds() / 3600 * 3600);
}
