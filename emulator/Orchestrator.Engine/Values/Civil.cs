using NodaTime;

namespace Orchestrator.Engine.Values;

/// <summary>Dates and times between DuckDB's numbers (days, microseconds since 1970) and NodaTime. BigQuery's years are 1 to 9999.</summary>
internal static class Civil
{
    private const long MicrosPerDay = 86_400_000_000;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>Days of 0001-01-01 and 9999-12-31 since 1970-01-01.</summary>
    private const int FirstDay = -719162, LastDay = 2932896;

    public static LocalDate Date(int days) => days is >= FirstDay and <= LastDay ? Epoch.PlusDays(days) : throw new EvaluationException($"Date value out of range: {days} days from 1970-01-01");

    public static LocalTime Time(long micros) => LocalTime.FromTicksSinceMidnight(micros % MicrosPerDay * 10);

    public static LocalDateTime DateTime(long micros) => Instant(micros, "DATETIME").InUtc().LocalDateTime;

    public static Instant Instant(long micros) => Instant(micros, "TIMESTAMP");

    public static int Days(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static long Micros(LocalTime time) => time.TickOfDay / 10;

    public static long Micros(LocalDateTime time) => Micros(time.InUtc().ToInstant());

    public static long Micros(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return ticks >= 0 ? ticks / 10 : -((-ticks + 9) / 10);
    }

    private static Instant Instant(long micros, string type) => micros is >= FirstDay * MicrosPerDay and < (LastDay + 1) * MicrosPerDay
        ? NodaTime.Instant.FromUnixTimeTicks(micros * 10)
        : throw new EvaluationException($"{type} value out of range: {micros} microseconds from 1970-01-01");
}

/// <summary>A GoogleSQL INTERVAL: months, days and microseconds are kept apart.</summary>
internal readonly record struct Interval(int Months, int Days, long Micros)
{
    /// <summary>BigQuery's canonical form: <c>Y-M D H:M:S[.F]</c>.</summary>
    public override string ToString()
    {
        var months = Math.Abs(Months);
        var micros = Math.Abs((decimal)Micros);
        var seconds = decimal.Floor(micros / 1_000_000m);
        var fraction = micros % 1_000_000m;
        var text = $"{(Months < 0 ? "-" : "")}{months / 12}-{months % 12} {Days} {(Micros < 0 ? "-" : "")}{decimal.Floor(seconds / 3600)}:{decimal.Floor(seconds / 60) % 60}:{seconds % 60}";
        return fraction == 0 ? text : text + (fraction % 1000 == 0 ? $".{fraction / 1000:000}" : $".{fraction:000000}");
    }
}
