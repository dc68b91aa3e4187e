using Google.Protobuf;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Finds filters of the form <c>column &gt;= today - n days</c> that hold for every row a statement takes: conditions under OR do not count.</summary>
internal static class RelativeWindows
{
    public static IReadOnlyList<RelativeWindow> In(AnyResolvedStatementProto statement)
    {
        var origins = new ColumnOrigins(statement);
        return
        [
            .. ResolvedTree.Descendants(statement).SelectMany(Conditions).OfType<IMessage>().SelectMany(Conjuncts)
                .Select(c => Window(c, origins)).OfType<RelativeWindow>().Distinct(),
        ];
    }

    private static IEnumerable<IMessage?> Conditions(IMessage node) => node switch
    {
        ResolvedFilterScanProto filter => [filter.FilterExpr],
        ResolvedJoinScanProto { JoinType: ResolvedJoinScanEnums.Types.JoinType.Inner } join => [join.JoinExpr],
        ResolvedDeleteStmtProto delete => [delete.WhereExpr],
        ResolvedUpdateStmtProto update => [update.WhereExpr],
        ResolvedMergeStmtProto merge => [merge.MergeExpr],
        ResolvedMergeWhenProto clause => [clause.MatchExpr],
        _ => [],
    };

    private static IEnumerable<IMessage> Conjuncts(IMessage condition) =>
        Functions.Call(condition) is ("$AND", var parts) ? parts.SelectMany(Conjuncts) : [condition];

    private static RelativeWindow? Window(IMessage condition, ColumnOrigins origins) => Functions.Call(condition) switch
    {
        ("$GREATER_OR_EQUAL", [var column, var day]) => Window(column, day, inclusive: true, origins),
        ("$GREATER", [var column, var day]) => Window(column, day, inclusive: false, origins),
        ("$LESS_OR_EQUAL", [var day, var column]) => Window(column, day, inclusive: true, origins),
        ("$LESS", [var day, var column]) => Window(column, day, inclusive: false, origins),
        ("$BETWEEN", [var column, var day, _]) => Window(column, day, inclusive: true, origins),
        _ => null,
    };

    private static RelativeWindow? Window(IMessage column, IMessage day, bool inclusive, ColumnOrigins origins) =>
        Compared(column) is { } reference && RelativeDay.Of(day) is { DaysBack: >= 0 and <= int.MaxValue } found
            ? new RelativeWindow(origins.NameOf(reference.Column), (int)found.DaysBack, inclusive, found.Zone)
            : null;

    // created_at, CAST(created_at AS DATE), DATE(created_at, 'America/Phoenix').
    private static ResolvedColumnRefProto? Compared(IMessage expression) => ResolvedTree.Unwrap(expression) switch
    {
        ResolvedColumnRefProto column => column,
        ResolvedCastProto cast => Compared(cast.Expr),
        var other => Functions.Call(other) is ("DATE" or "DATETIME" or "TIMESTAMP", [var inner, ..]) ? Compared(inner) : null,
    };
}
