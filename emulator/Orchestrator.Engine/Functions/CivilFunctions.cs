using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Making dates and times: now, from parts, from each other in a zone, from and to formatted text.</summary>
internal static partial class CivilFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["current_timestamp"] = Now,
        ["current_date"] = c => $"CAST({Civils.Local(Now(c), c.Or(0, "'UTC'"))} AS DATE)",
        ["current_datetime"] = c => Civils.Local(Now(c), c.Or(0, "'UTC'")),
        ["current_time"] = c => $"CAST({Civils.Local(Now(c), c.Or(0, "'UTC'"))} AS TIME)",
        ["date"] = c => c.Count == 3 ? c.As("bq_date") : c.KindOf(0) == TypeKind.TypeTimestamp ? $"CAST({Civils.Local(c[0], c.Or(1, "'UTC'"))} AS DATE)" : $"CAST({c[0]} AS DATE)",
        ["datetime"] = c => c.Count == 6 ? $"bq_datetime(bq_date({c[0]}, {c[1]}, {c[2]}), bq_time({c[3]}, {c[4]}, {c[5]}))"
            : c.KindOf(0) == TypeKind.TypeTimestamp ? Civils.Local(c[0], c.Or(1, "'UTC'"))
            : c.Count == 2 ? $"bq_datetime({c[0]}, {c[1]})" : $"CAST({c[0]} AS TIMESTAMP)",
        ["time"] = c => c.Count == 3 ? c.As("bq_time") : c.KindOf(0) == TypeKind.TypeTimestamp ? $"CAST({Civils.Local(c[0], c.Or(1, "'UTC'"))} AS TIME)" : $"CAST({c[0]} AS TIME)",
        ["timestamp"] = c => c.KindOf(0) switch
        {
            TypeKind.TypeString => $"bq_timestamp_of({c[0]}, {c.Or(1, "'UTC'")})",
            TypeKind.TypeTimestamp => c[0],
            _ => Civils.Instant($"CAST({c[0]} AS TIMESTAMP)", c.Or(1, "'UTC'")),
        },
        ["format_date"] = c => $"bq_format_datetime({c[0]}, CAST({c[1]} AS TIMESTAMP))",
        ["format_datetime"] = c => c.As("bq_format_datetime"),
        ["format_time"] = c => $"bq_format_datetime({c[0]}, DATE '1970-01-01' + {c[1]})",
        ["format_timestamp"] = c => $"bq_format_timestamp({c[0]}, {c[1]}, {c.Or(2, "'UTC'")})",
        ["parse_date"] = c => $"CAST({c.As("bq_parse_datetime")} AS DATE)",
        ["parse_datetime"] = c => c.As("bq_parse_datetime"),
        ["parse_time"] = c => $"CAST({c.As("bq_parse_datetime")} AS TIME)",
        ["parse_timestamp"] = c => $"bq_parse_timestamp({c[0]}, {c[1]}, {c.Or(2, "'UTC'")})",
    };

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_local", (Instant t, string zone) => t.InZone(Zones.Require(zone)).LocalDateTime),
        ScalarFunction.Of("bq_instant", (LocalDateTime t, string zone) => t.InZone(Zones.Require(zone), Zones.Resolver).ToInstant()),
        ScalarFunction.Of("bq_timestamp_of", (string s, string zone) => Micros().IsMatch(s) && CivilText.Timestamp(s, zone) is { } t ? t : throw new EvaluationException($"Invalid timestamp: '{s}'")),
        ScalarFunction.Of("bq_date", (long y, long m, long d) => Date(y, m, d)),
        ScalarFunction.Of("bq_time", (long h, long m, long s) => h is >= 0 and < 24 && m is >= 0 and < 60 && s is >= 0 and < 60 ? new LocalTime((int)h, (int)m, (int)s) : throw new EvaluationException($"Input calculates to invalid time: {h:00}:{m:00}:{s:00}")),
        ScalarFunction.Of("bq_datetime", (LocalDate d, LocalTime t) => d + t),
        ScalarFunction.Of("bq_timestamp", (long micros) => Civil.Instant(micros)),
        ScalarFunction.Of("bq_date_add_days", (LocalDate d, long n) => Math.Abs(n) > 4_000_000 ? throw new EvaluationException($"Adding {n} days to date {CivilText.Text(d)} causes overflow") : Civil.Date(Civil.Days(d) + (int)n)),
        ScalarFunction.Of("bq_check_date", (LocalDate d) => d),
        ScalarFunction.Of("bq_check_datetime", (LocalDateTime d) => d),
        ScalarFunction.Of("bq_check_timestamp", (Instant t) => t),
        ScalarFunction.Of("bq_floor_divide", (long x, long y) => x >= 0 ? x / y : -((-x + y - 1) / y)),
        ScalarFunction.Of("bq_timestamp_to_json", (Instant t) => CivilText.Text(t)[..^3].Replace(' ', 'T') + "Z"),
        ScalarFunction.Of("bq_format_datetime", (string format, LocalDateTime t) => TimeFormat.Write(format, t, DateTimeZone.Utc, t.InUtc().ToInstant())),
        ScalarFunction.Of("bq_format_timestamp", (string format, Instant t, string zone) => TimeFormat.Write(format, t.WithOffset(Zones.OffsetOf(zone, t)).LocalDateTime, Zones.Require(zone), t)),
        ScalarFunction.Of("bq_parse_datetime", (string format, string text) => TimeParse.Read(format, text).Local),
        ScalarFunction.Of("bq_parse_timestamp", (string format, string text, string zone) => TimeParse.Read(format, text).InZone(zone)),
    ];

    private static string Now(Call c) => Literals.Of(c.Translator.Translation.Now, new TypeProto { TypeKind = TypeKind.TypeTimestamp });

    // The function takes at most microseconds; the cast cuts more digits off.
    [GeneratedRegex(@"^[^.]*(\.[0-9]{0,6}([^0-9].*)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Micros();

    private static LocalDate Date(long y, long m, long d) => y is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= CalendarSystem.Iso.GetDaysInMonth((int)y, (int)m)
        ? new LocalDate((int)y, (int)m, (int)d)
        : throw new EvaluationException($"Input calculates to invalid date: {y:0000}-{m:00}-{d:00}");
}
