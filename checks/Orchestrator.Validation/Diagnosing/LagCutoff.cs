using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Source rows of one key that happened in one stretch of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Day">The day of the target that they belong to.</param>
public sealed record TimedRows(Instant From, Instant To, double Rows, int Day);

/// <summary>How far a target is behind, with the interval that holds the truth in 95 of 100 cases.</summary>
/// <param name="Lag">The middle: as probably more as less.</param>
/// <param name="Least">2.5 % are below.</param>
/// <param name="Most">2.5 % are above.</param>
public sealed record LagInterval(Duration Lag, Duration Least, Duration Most)
{
    /// <summary><c>1.5 d (1.4 to 1.6)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Lag.TotalDays:0.0#} d ({Least.TotalDays:0.0#} to {Most.TotalDays:0.0#})");
}

/// <summary>
/// Estimates up to when the rows of a source have arrived. Every instant of the window may be the cutoff, all alike; each is weighed by the exact probability of
/// what the target holds per day if everything before it arrived and nothing after. Gaps without rows are as wide as they are: few rows give a wide interval.
/// </summary>
public static class LagCutoff
{
    private const int Parts = 12;

    /// <summary>The lag of one key at an instant; null when the source has no rows.</summary>
    /// <param name="source">The rows of the key by time, in order and without overlap.</param>
    /// <param name="target">What the target holds by day.</param>
    /// <param name="now">Now: a cutoff here means that nothing is late.</param>
    public static LagInterval? Of(IReadOnlyList<TimedRows> source, IReadOnlyList<double> target, Instant now)
    {
        if (source.Count == 0 || source[0].From >= now) return null;
        var pieces = new List<(Instant From, Instant To, double Weight)>();
        var totals = new double[target.Count];
        foreach (var rows in source) totals[rows.Day] += rows.Rows;
        var present = new double[target.Count];
        for (var i = 0; i < source.Count; i++)
        {
            var slot = source[i];
            AddSlot(pieces, slot, present, totals, target);
            present[slot.Day] += slot.Rows;
            var next = i + 1 < source.Count ? source[i + 1].From : now;
            if (next > slot.To) pieces.Add((slot.To, next, Weigh(present, totals, target) + Math.Log((next - slot.To).TotalDays)));
        }

        return Interval(pieces, now);
    }

    // A cutoff inside a stretch: rows are taken to be spread evenly over it, so each row is before the cutoff with the same probability.
    private static void AddSlot(List<(Instant, Instant, double)> pieces, TimedRows slot, double[] present, double[] totals, IReadOnlyList<double> target)
    {
        var there = Math.Clamp(target[slot.Day] - present[slot.Day], 0, slot.Rows);
        present[slot.Day] += there;
        var weight = Weigh(present, totals, target);
        present[slot.Day] -= there;
        var part = (slot.To - slot.From) / Parts;
        for (var p = 0; p < Parts; p++)
        {
            var before = (p + 0.5) / Parts;
            var chance = LogFactorials.Choose(slot.Rows, there) + (there * Math.Log(before)) + ((slot.Rows - there) * Math.Log(1 - before));
            pieces.Add((slot.From + (part * p), slot.From + (part * (p + 1)), weight + chance + Math.Log(part.TotalDays)));
        }
    }

    private static double Weigh(double[] present, double[] totals, IReadOnlyList<double> target)
    {
        var (sum, lost, predicted, surplus, exposed) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var day = 0; day < target.Count; day++)
        {
            predicted += present[day];
            exposed += totals[day] + 1;
            if (Evidence.Loss(present[day], target[day]) is > 0 and var loss)
            {
                lost += loss;
                sum += LogFactorials.Choose(present[day], loss);
            }
            else if (Evidence.Surplus(present[day], 0, target[day]) is > 0 and var extra)
            {
                surplus += extra;
                sum += (extra * Math.Log(totals[day] + 1)) - LogFactorials.Of(extra);
            }
        }

        return sum + Evidence.Losses(lost, predicted) + Evidence.Surpluses(surplus, exposed, scattered: false);
    }

    private static LagInterval Interval(List<(Instant From, Instant To, double Weight)> pieces, Instant now)
    {
        var top = pieces.Max(p => p.Weight);
        var total = pieces.Sum(p => Math.Exp(p.Weight - top));
        return new(At(0.5), At(0.975), At(0.025));

        Duration At(double share)
        {
            var rest = share * total;
            foreach (var (from, to, weight) in pieces)
            {
                var mass = Math.Exp(weight - top);
                if (rest <= mass) return Positive(now - (from + ((to - from) * (rest / mass))));
                rest -= mass;
            }

            return Duration.Zero;
        }

        static Duration Positive(Duration lag) => lag < Duration.Zero ? Duration.Zero : lag;
    }
}
