using Google.Protobuf;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>An expression for a day counted from today: <c>CURRENT_DATE('America/Phoenix') - 3</c> is 3 days back in that zone.</summary>
/// <param name="DaysBack">How many days before today.</param>
/// <param name="Zone">The zone of today; null when the expression names none.</param>
internal sealed record RelativeDay(long DaysBack, string? Zone)
{
    // The analyzer's numbers for date parts; its messages carry the numbers only.
    private const int Day = 3;
    private const int Hour = 7;
    private const int Week = 14;

    /// <summary>Reads the expression; null when it is not a fixed number of days from today.</summary>
    public static RelativeDay? Of(IMessage expression)
    {
        if (ResolvedTree.Unwrap(expression) is ResolvedCastProto cast) return Of(cast.Expr);
        return Functions.Call(expression) switch
        {
            ("CURRENT_DATE" or "CURRENT_DATETIME" or "CURRENT_TIMESTAMP", []) => new RelativeDay(0, null),
            ("CURRENT_DATE" or "CURRENT_DATETIME", [ResolvedLiteralProto zone]) => new RelativeDay(0, zone.Value.Value.StringValue),
            ("DATE" or "DATETIME" or "TIMESTAMP", [var day]) => Of(day),
            ("DATE" or "DATETIME" or "TIMESTAMP", [var day, ResolvedLiteralProto zone]) => Of(day) is { } found ? found with { Zone = zone.Value.Value.StringValue } : null,
            ("DATE_SUB" or "DATETIME_SUB" or "TIMESTAMP_SUB", [var day, var count, var part]) => Back(day, Days(count, part)),
            ("DATE_ADD" or "DATETIME_ADD" or "TIMESTAMP_ADD", [var day, var count, var part]) => Back(day, -Days(count, part)),
            ("$SUBTRACT", [var day, var count]) => Back(day, Days(count)),
            ("$ADD", [var day, var count]) => Back(day, -Days(count)),
            _ => null,
        };
    }

    private static RelativeDay? Back(IMessage day, long? days) => days is { } more && Of(day) is { } found ? found with { DaysBack = found.DaysBack + more } : null;

    // DATE - 3, or a date or timestamp less INTERVAL 3 DAY.
    private static long? Days(IMessage count) => Functions.Call(count) is ("$INTERVAL", [var number, var part]) ? Days(number, part) : Number(count);

    private static long? Days(IMessage count, IMessage part) => (Number(count), (part as ResolvedLiteralProto)?.Value.Value.EnumValue) switch
    {
        ({ } days, Day) => days,
        ({ } weeks, Week) => weeks * 7,
        ({ } hours, Hour) when hours % 24 == 0 => hours / 24,
        _ => null,
    };

    private static long? Number(IMessage expression) =>
        expression is ResolvedLiteralProto { Value.Value: { ValueCase: ValueProto.ValueOneofCase.Int64Value } value } ? value.Int64Value : null;
}
