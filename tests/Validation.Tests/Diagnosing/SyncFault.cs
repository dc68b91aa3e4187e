using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>A sync in which things go wrong, row by row.</summary>
internal sealed class SyncFault(IncidentWorld world, IReadOnlyList<IncidentRow> rows)
{
    private readonly Random random = world.Random;
    private readonly HashSet<(string?, LocalDate)> heldTwice = [];
    private DateTimeZone targetZone = world.Zone;
    private bool daily;
    private bool everyRow;
    private bool rowsNotAmounts;

    public required List<Arrival> Arrivals { get; set; }

    public List<string> Says { get; } = [];

    public void Apply(CauseKind cause)
    {
        switch (cause)
        {
            case CauseKind.Filter: LeaveOut(); break;
            case CauseKind.Lag: BeLate(); break;
            case CauseKind.ZoneBoundary: MistakeTheZone(); break;
            case CauseKind.Aggregation: Miscount(); break;
            case CauseKind.Duplicates: Repeat(); break;
            case CauseKind.NullDropped: DropNulls(); break;
            case CauseKind.PartialLoad: SkipAPart(); break;
            case CauseKind.FilterNotApplied: Arrivals.AddRange(rows.Where(r => r.Failed != 0).Select(r => new Arrival(r, 1))); break;
            default: throw new ArgumentOutOfRangeException(nameof(cause), cause, "A cause without a fault.");
        }
    }

    /// <summary>Half of the incidents lose some rows for no reason, the newer the more likely.</summary>
    public void LoseAtRandom()
    {
        if (random.Next(2) == 0) return;
        var rate = 0.003 + (random.NextDouble() * 0.017);
        Arrivals = [.. Arrivals.Where(a => random.NextDouble() >= rate * (world.Now - a.Row.Time < Duration.FromDays(1) ? 2 : 1))];
    }

    public IReadOnlyList<TargetCell> Target()
    {
        var (seen, cells) = (new HashSet<(int, LocalDate?)>(), new Dictionary<(string?, LocalDate), double>());
        foreach (var (row, times) in Arrivals.OrderBy(a => a.Row.Time).ThenBy(a => a.Row.Id))
        {
            var date = row.Time.InZone(targetZone).Date;
            // A row outside of the window belongs to another one: what it is about still counts in this.
            if (date < world.First || date > world.Last) continue;
            if (world.Counting == CountingKind.Distinct && !everyRow && !seen.Add((row.Entity, daily ? date : null))) continue;
            cells[(row.Values[0], date)] = cells.GetValueOrDefault((row.Values[0], date)) + (times * (world.Counting == CountingKind.Sum && !rowsNotAmounts ? row.Amount : 1.0));
        }

        return [.. cells.Select(c => new TargetCell(c.Key.Item1, c.Key.Item2, c.Value, heldTwice.Contains(c.Key) ? 2 : 1))];
    }

    private void LeaveOut()
    {
        var column = random.Next(world.Dimensions + 1);
        var values = rows.Select(r => r.Values[column]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var gone = values.OrderBy(_ => random.Next()).Take(random.Next(4) == 0 && values.Count > 2 ? 2 : 1).ToList();
        Arrivals = [.. Arrivals.Where(a => !gone.Contains(a.Row.Values[column]!))];
        Says.Add($"column {column} is never {string.Join(" or ", gone)}");
    }

    private void BeLate()
    {
        var common = Duration.FromHours(12 + (random.NextDouble() * 108));
        var own = random.Next(3) == 0;
        var lags = world.Keys.ToDictionary(k => k, _ => !own ? common : random.Next(3) == 0 ? Duration.Zero : Duration.FromHours(12 + (random.NextDouble() * 108)));
        Arrivals = [.. Arrivals.Where(a => a.Row.Time <= world.Now - lags[a.Row.Values[0]!])];
        Says.Add($"late by {string.Join(", ", lags.Select(l => $"{l.Key} {l.Value.TotalDays:0.00} d"))}");
    }

    private void MistakeTheZone()
    {
        targetZone = random.Next(2) == 0 ? DateTimeZone.Utc : random.Next(2) == 0 ? world.BusinessZone : DateTimeZone.ForOffset(Offset.FromHours(random.Next(-11, 13)));
        Says.Add($"dates in {targetZone} instead of {world.Zone}");
    }

    private void Miscount()
    {
        if (world.Counting == CountingKind.Sum)
        {
            rowsNotAmounts = true;
            Says.Add("rows counted, amounts not added");
            return;
        }

        // Where every row counts, days count no more than that.
        if (random.Next(2) == 0 && !everyRow)
        {
            daily = true;
            Says.Add("days counted by themselves");
            return;
        }

        var times = random.Next(2, 5);
        var column = random.Next(3) == 0 ? random.Next(world.Dimensions + 1) : -1;
        var value = column < 0 ? null : rows[random.Next(rows.Count)].Values[column];
        Arrivals = [.. Arrivals.Select(a => a with { Times = column < 0 || a.Row.Values[column] == value ? a.Times * times : a.Times })];
        Says.Add($"times {times} where column {column} is {value ?? "anything"}");
    }

    private void Repeat()
    {
        switch (random.Next(4))
        {
            case 0 when !daily && rows.GroupBy(r => (r.Entity, r.Time.InZone(world.Zone).Date)).Count(g => g.Count() > 1) > 5:
                everyRow = true;
                Says.Add("every row counted");
                break;
            case 1:
                var share = 0.06 + (random.NextDouble() * 0.2);
                Arrivals = [.. Arrivals.Select(a => random.NextDouble() < share ? a with { Times = a.Times + 1 } : a)];
                Says.Add($"{share:P0} of the rows twice");
                break;
            default:
                var (from, to, key) = Part(allowNewest: true);
                var held = random.Next(2) == 0;
                Arrivals = [.. Arrivals.Select(a => Inside(a, from, to, key) ? a with { Times = a.Times * 2 } : a)];
                if (held)
                    foreach (var k in world.Keys.Where(k => key is null || k == key))
                        for (var date = from; date <= to; date = date.PlusDays(1)) heldTwice.Add((k, date));
                Says.Add($"{from}..{to} {key ?? "all"} twice{(held ? " in two rows" : "")}");
                break;
        }
    }

    private void DropNulls()
    {
        var column = random.Next(world.NullDimension >= 0 ? 3 : 2);
        Arrivals = [.. Arrivals.Where(a => column == 2 ? a.Row.Values[world.NullDimension + 1] is not null : !a.Row.Nulls[column])];
        Says.Add($"NULL in column {column} is dropped");
    }

    private void SkipAPart()
    {
        var (from, to, key) = Part(allowNewest: false);
        var begin = random.Next(3) == 0 ? LocalTime.FromHoursSinceMidnight(random.Next(6, 14)) : LocalTime.Midnight;
        // Without anything newer it would be late, not skipped.
        if (!Arrivals.Any(a => (key is null || a.Row.Values[0] == key) && a.Row.Time.InZone(world.Zone).Date > to && a.Row.Time.InZone(world.Zone).Date <= world.Last)) return;
        Arrivals = [.. Arrivals.Where(a => !Inside(a, from, to, key) || (a.Row.Time.InZone(world.Zone).Date == from && a.Row.Time.InZone(world.Zone).TimeOfDay < begin))];
        Says.Add($"{from} {begin}..{to} {key ?? "all"} not loaded");
    }

    private (LocalDate From, LocalDate To, string? Key) Part(bool allowNewest)
    {
        var days = Period.DaysBetween(world.First, world.Last) + 1;
        var length = random.Next(1, Math.Min(5, days - 3));
        var from = world.First.PlusDays(random.Next(1, days - length - (allowNewest ? 0 : 1)));
        return (from, from.PlusDays(length - 1), random.Next(3) == 0 ? world.Keys[random.Next(world.Keys.Length)] : null);
    }

    private bool Inside(Arrival arrival, LocalDate from, LocalDate to, string? key) =>
        arrival.Row.Time.InZone(world.Zone).Date is var date && date >= from && date <= to && (key is null || arrival.Row.Values[0] == key);
}
