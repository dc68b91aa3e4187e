using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>One row as a test knows it.</summary>
internal sealed record Lead(string? Region, LocalDate? Day, Instant? Loaded, double? Score)
{
    public string Sql => Over.Row(Region, Day?.ToString("uuuu-MM-dd", null), loaded: Loaded?.ToString("uuuu-MM-dd HH:mm:ss'+00'", null), score: Score is { } s ? (double.IsNaN(s) ? "nan" : s.ToString("0", null)) : null);
}

/// <summary>The checks computed row by row, without windows, conditions or aggregates of the product: what must come out, or null when it is too close to a bound for rounding.</summary>
internal static class Naive
{
    public static CheckOutcome? Of(Check check, IReadOnlyList<Lead> leads, LocalDate today, Instant now) => check switch
    {
        RowFreshness fresh => Fresh(fresh, leads, now),
        RowVolume volume => Volume(volume, leads, today),
        ValueDistribution distribution => Distribution(distribution, leads, today),
        KeyStaysAlive alive => Alive(alive, leads, today),
        LookBackSuffices lookBack => LookBack(lookBack, leads, today),
        _ => throw new ArgumentException(check.Name, nameof(check)),
    };

    public static IReadOnlyList<LocalDate> Dates(DatedCheck check, LocalDate today)
    {
        // All dates before today, walked backwards, of which the check counts some.
        var counted = Enumerable.Range(1, 500).Select(days => today.PlusDays(-days)).Where(d => !check.BusinessDaysOnly || d.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).ToList();
        return check.Against is Baseline.SameWeekday same
            ? [.. counted.Where(d => d.DayOfWeek == counted[0].DayOfWeek).Take(same.Weeks + 1)]
            : [.. counted.Take(((Baseline.PreviousDates)check.Against).Count + 1)];
    }

    private static CheckOutcome Fresh(RowFreshness check, IReadOnlyList<Lead> leads, Instant now)
    {
        var limit = ((Deadline.MaxAge)check.Deadline).Limit;
        var fresh = leads.Where(l => l.Loaded <= now && now - l.Loaded <= limit).ToList();
        return Fails(check.EntityColumn is null ? fresh.Count == 0 : check.Entities.Any(e => fresh.All(l => l.Region != e)));
    }

    private static CheckOutcome Volume(RowVolume check, IReadOnlyList<Lead> leads, LocalDate today)
    {
        var counts = Dates(check, today).Select(d => leads.Where(l => l.Day == d).ToList()).Select(rows => check.Of is Measure.Distinct ? rows.Select(l => l.Region).OfType<string>().Distinct().Count() : rows.Count).ToList();
        if (counts.All(c => c == 0)) return CheckOutcome.Unknown;
        var middle = Middle([.. counts.Skip(1).Select(c => (double)c)]);
        return Fails(middle >= check.Minimum && (counts[0] < middle * (1 - (double)(check.MaxDrop ?? 1)) || counts[0] > middle * (1 + (double)(check.MaxGrowth ?? 1000))));
    }

    private static CheckOutcome? Distribution(ValueDistribution check, IReadOnlyList<Lead> leads, LocalDate today)
    {
        var dates = Dates(check, today).Select(d => leads.Where(l => l.Day == d).ToList()).ToList();
        if (dates[0].Count == 0) return CheckOutcome.Unknown;
        var share = check.Of is Statistic.NullShare;
        if (!share && (dates[0].Any(l => l.Score is double.NaN) || dates[0].All(l => l.Score is null))) return CheckOutcome.Fails;
        var values = dates.Select(rows => Value(check.Of, rows)).ToList();
        if (values[0] is not { } value) return CheckOutcome.Unknown;
        var history = values.Skip(1).OfType<double>().ToList();
        if (history.Count < Math.Min(7, dates.Count - 1)) return CheckOutcome.Unknown;
        var middle = Middle(history);
        var reach = Math.Max(check.Width * Middle([.. history.Select(h => Math.Abs(h - middle))]), share ? 0.01 : Math.Abs(middle) / 100);
        return Math.Abs(Math.Abs(value - middle) - reach) < 1e-9 ? null : Fails(Math.Abs(value - middle) > reach);
    }

    private static double? Value(Statistic of, List<Lead> rows)
    {
        if (of is Statistic.NullShare) return rows.Count == 0 ? null : rows.Count(l => l.Score is null) / (double)rows.Count;
        var numbers = rows.Select(l => l.Score).OfType<double>().Where(s => !double.IsNaN(s)).Order().ToList();
        if (numbers.Count == 0) return null;
        return of switch
        {
            Statistic.Mean => numbers.Sum() / numbers.Count,
            // The least value that at least the share of the values does not exceed.
            Statistic.Quantile quantile => numbers.First(n => numbers.Count(m => m <= n) * 100 >= quantile.Percent * numbers.Count),
            _ => numbers.Count < 2 ? null : Math.Sqrt(numbers.Sum(n => Math.Pow(n - (numbers.Sum() / numbers.Count), 2)) / (numbers.Count - 1)),
        };
    }

    private static CheckOutcome Alive(KeyStaysAlive check, IReadOnlyList<Lead> leads, LocalDate today)
    {
        var dates = Dates(check, today).Reverse().Where(d => leads.Any(l => l.Day == d && l.Region is not null)).ToList();
        if (dates.Count == 0) return CheckOutcome.Unknown;
        var keys = check.Domain.Count > 0 ? check.Domain : leads.Select(l => l.Region).OfType<string>().Distinct();
        var dead = keys.Any(key =>
        {
            var life = string.Concat(dates.Select(d => leads.Any(l => l.Day == d && l.Region == key) ? 'x' : '.'));
            if (check.Domain.Count == 0 && life.Count(c => c == 'x') < check.MinimumDates) return false;
            var silences = life.Split('x');
            if (silences.Length == 1) return true;
            return silences[^1].Length > 0 && silences[1..^1].Count(s => s.Length >= silences[^1].Length) < 2;
        });
        return dead ? CheckOutcome.Fails : dates[^1] == Dates(check, today)[0] ? CheckOutcome.Holds : CheckOutcome.Unknown;
    }

    private static CheckOutcome LookBack(LookBackSuffices check, IReadOnlyList<Lead> leads, LocalDate today)
    {
        var late = leads.Where(l => l is { Day: not null, Loaded: not null }).Select(l => (Written: l.Loaded!.Value.InZone(DateTimeZoneProviders.Tzdb["America/Phoenix"]).Date, Day: l.Day!.Value))
            .Where(l => l.Written <= today && l.Written >= today.PlusDays(-check.WrittenInDays)).ToList();
        return late.Count == 0 ? CheckOutcome.Unknown : Fails(late.Count(l => l.Day.PlusDays(check.LookBackDays) < l.Written) > check.MaxLateShare * late.Count);
    }

    private static double Middle(IReadOnlyList<double> values)
    {
        // Every value is at most as far from the middle as pairs from both ends are: take them away.
        var left = values.Order().ToList();
        while (left.Count > 2) left = left[1..^1];
        return left.Sum() / left.Count;
    }

    private static CheckOutcome Fails(bool fails) => fails ? CheckOutcome.Fails : CheckOutcome.Holds;
}
