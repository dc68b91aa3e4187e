using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Times and figures of the checks over time, to and from BigQuery and for people.</summary>
internal static class TimeText
{
    private static readonly LocalDateTimePattern Parameter = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.ffffff");

    /// <summary>A DATETIME parameter.</summary>
    public static string Local(LocalDateTime local) => Parameter.Format(local);

    /// <summary>The instant that a value of a column stands for: the end of a DATE, the latest reading of a DATETIME; null for SQL NULL.</summary>
    public static Instant? Read(AnswerRow row, string name, DatedRows column, Instant now) => row.Text(name) is not { } text ? null : column.Column.Type switch
    {
        TimeColumnType.Date => Schedules.LocalDay.Start(ReadDate(text).PlusDays(1), column.Zone),
        TimeColumnType.Datetime => LocalTimes.Latest(Parsed(LocalDateTimePattern.ExtendedIso.Parse(text), text), now, column.Zone),
        _ => row.Instant(name),
    };

    /// <summary>A DATE.</summary>
    public static LocalDate ReadDate(string text) => Parsed(LocalDatePattern.Iso.Parse(text), text);

    /// <summary>A count, which is never NULL.</summary>
    public static long Count(AnswerRow row, string name) => row.Number(name) ?? throw new UnreadableAnswerException("A count of rows is NULL.");

    /// <summary>A FLOAT64; null for SQL NULL.</summary>
    public static double? Real(AnswerRow row, string name) => row.Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new UnreadableAnswerException($"Column '{name}' holds '{text}', not a finite number.");

    /// <summary>A whole number, or a median of whole numbers, with thousands apart.</summary>
    public static string Number(decimal number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>A measured number, six digits.</summary>
    public static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    private static T Parsed<T>(ParseResult<T> parsed, string text) => parsed.TryGetValue(default!, out var value) ? value
        : throw new UnreadableAnswerException($"The answer holds '{text}' where a time is promised.");
}
