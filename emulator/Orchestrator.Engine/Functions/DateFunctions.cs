using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Adding, subtracting, cutting and taking apart dates and times.</summary>
internal static class DateFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["date_add"] = c => Add(c, ""),
        ["date_sub"] = c => Add(c, "-"),
        ["timestamp_add"] = c => Add(c, ""),
        ["timestamp_sub"] = c => Add(c, "-"),
        ["datetime_add"] = c => Add(c, ""),
        ["datetime_sub"] = c => Add(c, "-"),
        ["time_add"] = c => $"({c[0]} + {Interval(c[1], c.Part(2))})",
        ["time_sub"] = c => $"({c[0]} - {Interval(c[1], c.Part(2))})",
        // Boundaries that are crossed for dates and datetimes, whole units for timestamps.
        ["date_diff"] = c => Difference(c, "date_diff"),
        ["datetime_diff"] = c => Difference(c, "date_diff"),
        ["timestamp_diff"] = c => Difference(c, "date_sub"),
        ["time_diff"] = c => Difference(c, "date_diff"),
        ["date_trunc"] = Truncate,
        ["datetime_trunc"] = Truncate,
        ["timestamp_trunc"] = Truncate,
        ["last_day"] = c => c.Count == 1 || c.Part(1) == DatePart.Month ? $"last_day({c[0]})" : throw Unsupported.What("LAST_DAY of a part other than MONTH"),
        ["$extract"] = Extract,
        ["$extract_date"] = c => $"CAST({Local(c, 1)} AS DATE)",
        ["$extract_time"] = c => $"CAST({Local(c, 1)} AS TIME)",
        ["$extract_datetime"] = c => Local(c, 1),
        ["$interval"] = c => Interval(c[0], c.Part(1)),
        ["unix_seconds"] = c => $"bq_floor_divide(epoch_us({c[0]}), 1000000)",
        ["unix_millis"] = c => $"bq_floor_divide(epoch_us({c[0]}), 1000)",
        ["unix_micros"] = c => c.As("epoch_us"),
        ["unix_date"] = c => $"CAST({c[0]} - DATE '1970-01-01' AS BIGINT)",
        ["timestamp_seconds"] = c => $"bq_timestamp({c[0]} * 1000000)",
        ["timestamp_millis"] = c => $"bq_timestamp({c[0]} * 1000)",
        ["timestamp_micros"] = c => c.As("bq_timestamp"),
        ["timestamp_from_unix_seconds"] = c => c.KindOf(0) == TypeKind.TypeInt64 ? $"bq_timestamp({c[0]} * 1000000)" : c[0],
        ["date_from_unix_date"] = c => AddDays("DATE '1970-01-01'", c[0]),
    };

    /// <summary>A date so many days later; results outside the years 1 to 9999 are an error.</summary>
    public static string AddDays(string date, string days) => $"bq_date_add_days({date}, {days})";

    public static string Interval(string count, DatePart part) => part switch
    {
        DatePart.Microsecond => $"to_microseconds({count})",
        DatePart.Millisecond => $"to_milliseconds({count})",
        DatePart.Second => $"to_seconds({count})",
        DatePart.Minute => $"to_minutes({count})",
        DatePart.Hour => $"to_hours({count})",
        DatePart.Day => $"to_days(CAST({count} AS INTEGER))",
        DatePart.Week => $"to_days(CAST({count} * 7 AS INTEGER))",
        DatePart.Month => $"to_months(CAST({count} AS INTEGER))",
        DatePart.Quarter => $"to_months(CAST({count} * 3 AS INTEGER))",
        DatePart.Year => $"to_months(CAST({count} * 12 AS INTEGER))",
        _ => throw Unsupported.What($"intervals of {part}"),
    };

    private static string Local(Call c, int zone) => c.KindOf(0) == TypeKind.TypeTimestamp ? Civils.Local(c[0], c.Or(zone, "'UTC'")) : c[0];

    private static string Add(Call c, string sign)
    {
        var (kind, part) = (c.KindOf(0), c.Part(2));
        var count = $"{sign}({c[1]})";
        if (kind == TypeKind.TypeDate && part is DatePart.Day or DatePart.Week) return AddDays(c[0], part == DatePart.Week ? $"{count} * 7" : count);
        if (kind == TypeKind.TypeTimestamp && part is DatePart.Week or DatePart.Month or DatePart.Quarter or DatePart.Year) throw Unsupported.What($"{c.Name.ToUpperInvariant()} of {part.ToString().ToUpperInvariant()}");
        var sum = $"({c[0]} + {Interval(count, part)})";
        // The day is pinned to the month's last; the range is checked by the reader and by the next function.
        return kind == TypeKind.TypeDate ? $"bq_check_date(CAST({sum} AS DATE))" : kind == TypeKind.TypeDatetime ? $"bq_check_datetime({sum})" : $"bq_check_timestamp({sum})";
    }

    private static string Difference(Call c, string function)
    {
        var part = c.Part(2);
        if (!IsWeek(part))
        {
            var unit = part == DatePart.IsoYear ? "isoyear" : part.ToString().ToLowerInvariant();
            return $"{function}('{unit}', {c[1]}, {c[0]})";
        }
        if (c.KindOf(0) == TypeKind.TypeTimestamp) throw Unsupported.What("TIMESTAMP_DIFF of weeks");
        var shift = c.KindOf(0) == TypeKind.TypeDate ? Shift(part).ToString(System.Globalization.CultureInfo.InvariantCulture) : $"to_days({Shift(part)})";
        return $"(date_diff('day', date_trunc('week', {c[1]} + {shift}), date_trunc('week', {c[0]} + {shift})) // 7)";
    }

    private static string Truncate(Call c)
    {
        var part = c.Part(1);
        var zoned = c.Kind == TypeKind.TypeTimestamp;
        var zone = c.Or(2, "'UTC'");
        var value = zoned ? Civils.Local(c[0], zone) : c[0];
        var shift = IsWeek(part) ? Shift(part) : 0;
        string cut;
        if (part == DatePart.IsoYear) cut = $"date_trunc('week', make_date(CAST(isoyear({value}) AS BIGINT), 1, 4))";
        else if (shift == 0) cut = $"date_trunc('{(IsWeek(part) ? "week" : part.ToString().ToLowerInvariant())}', {value})";
        else if (c.Kind == TypeKind.TypeDate) cut = $"(CAST(date_trunc('week', {value} + {shift}) AS DATE) - {shift})";
        else cut = $"(date_trunc('week', {value} + to_days({shift})) - to_days({shift}))";
        var check = c.Kind == TypeKind.TypeDate ? "bq_check_date" : "bq_check_datetime";
        return zoned ? Civils.Instant($"CAST({cut} AS TIMESTAMP)", zone) : IsWeek(part) || part == DatePart.IsoYear ? $"{check}(CAST({cut} AS {DuckTypes.Of(c.Type)}))" : $"CAST({cut} AS {DuckTypes.Of(c.Type)})";
    }

    private static string Extract(Call c)
    {
        var value = Local(c, 2);
        return c.Part(1) switch
        {
            DatePart.DayOfWeek => $"(dayofweek({value}) + 1)",
            DatePart.DayOfYear => $"dayofyear({value})",
            DatePart.Week => $"CAST(strftime({value}, '%U') AS BIGINT)",
            DatePart.WeekMonday => $"CAST(strftime({value}, '%W') AS BIGINT)",
            DatePart.IsoWeek => $"week({value})",
            DatePart.IsoYear => $"isoyear({value})",
            DatePart.Millisecond => $"(extract('millisecond' FROM {value}) % 1000)",
            DatePart.Microsecond => $"(extract('microsecond' FROM {value}) % 1000000)",
            DatePart.Date => $"CAST({value} AS DATE)",
            DatePart.Time => $"CAST({value} AS TIME)",
            DatePart.Datetime => $"CAST({value} AS TIMESTAMP)",
            var part and (DatePart.Year or DatePart.Month or DatePart.Day or DatePart.Quarter or DatePart.Hour or DatePart.Minute or DatePart.Second) => $"extract('{part.ToString().ToLowerInvariant()}' FROM {value})",
            var part => throw Unsupported.What($"EXTRACT of {part.ToString().ToUpperInvariant()}"),
        };
    }

    private static bool IsWeek(DatePart part) => part is DatePart.Week or DatePart.IsoWeek or (>= DatePart.WeekMonday and <= DatePart.WeekSaturday);

    // How many days forward a week that begins with that day becomes one that begins on Monday.
    private static int Shift(DatePart part) => part switch
    {
        DatePart.Week => 1,
        >= DatePart.WeekMonday and <= DatePart.WeekSaturday => (7 - (part - DatePart.WeekMonday)) % 7,
        _ => 0,
    };
}
