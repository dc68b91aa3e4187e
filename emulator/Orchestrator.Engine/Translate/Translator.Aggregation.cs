using Google.Protobuf;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

internal sealed partial class Translator
{
    private string Aggregation(ResolvedAggregateScanBaseProto scan)
    {
        var keys = scan.GroupByList.ToDictionary(k => k.Column.ColumnId, k => Expression(k.Expr));
        var items = scan.GroupByList.Select(k => $"{keys[k.Column.ColumnId]} AS {Name(k.Column.ColumnId)}")
            .Concat(scan.AggregateList.Select(a => $"{Expression(a.Expr)} AS {Name(a.Column.ColumnId)}"))
            .Concat(scan.GroupingCallList.Select(g => $"CAST(GROUPING({Key(g.GroupByColumn)}) AS BIGINT) AS {Name(g.OutputColumn.ColumnId)}"));
        var groups = scan.GroupingSetList.Count > 0 ? $" GROUP BY GROUPING SETS ({string.Join(", ", scan.GroupingSetList.Select(Set))})"
            : scan.GroupByList.Count > 0 ? $" GROUP BY {string.Join(", ", Enumerable.Range(1, scan.GroupByList.Count))}" : "";
        return $"SELECT {List(items)} FROM ({Scan(scan.InputScan)}){groups}";

        string Key(ResolvedColumnRefProto reference) => keys[reference.Column.ColumnId];
        string Lists(IEnumerable<ResolvedGroupingSetMultiColumnProto> lists) => string.Join(", ", lists.Select(l => $"({string.Join(", ", l.ColumnList.Select(Key))})"));
        string Set(IMessage set) => ResolvedTree.Unwrap(set) switch
        {
            ResolvedGroupingSetProto one => $"({string.Join(", ", one.GroupByColumnList.Select(Key))})",
            ResolvedRollupProto rollup => $"ROLLUP ({Lists(rollup.RollupColumnList)})",
            ResolvedCubeProto cube => $"CUBE ({Lists(cube.CubeColumnList)})",
            var other => throw Unsupported.What($"the grouping set {other.Descriptor.Name}"),
        };
    }

    private string Analytic(ResolvedAnalyticScanProto scan, IReadOnlyList<ResolvedColumnProto> columns)
    {
        var computed = new Dictionary<long, string>();
        foreach (var group in scan.FunctionGroupList)
        {
            var partition = group.PartitionBy is null ? "" : $"PARTITION BY {string.Join(", ", group.PartitionBy.PartitionByList.Select(r => Column(r.Column)))} ";
            var order = group.OrderBy is null ? "" : $"ORDER BY {Order(group.OrderBy.OrderByItemList)} ";
            foreach (var function in group.AnalyticFunctionList) computed[function.Column.ColumnId] = Window((ResolvedAnalyticFunctionCallProto)ResolvedTree.Unwrap(function.Expr), partition + order);
        }
        return $"SELECT {List(columns.Select(c => computed.TryGetValue(c.ColumnId, out var sql) ? $"{sql} AS {Name(c.ColumnId)}" : Column(c)))} FROM ({Scan(scan.InputScan)})";
    }

    private string Window(ResolvedAnalyticFunctionCallProto call, string window)
    {
        var frame = call.WindowFrame is { } f ? $"{f.FrameUnit.ToString().ToUpperInvariant()} BETWEEN {Bound(f.StartExpr)} AND {Bound(f.EndExpr)}" : "";
        return Aggregate(call.Parent, [], null, null, $" OVER ({window}{frame})");
    }

    private string Bound(ResolvedWindowFrameExprProto bound) => bound.BoundaryType switch
    {
        ResolvedWindowFrameExprEnums.Types.BoundaryType.UnboundedPreceding => "UNBOUNDED PRECEDING",
        ResolvedWindowFrameExprEnums.Types.BoundaryType.OffsetPreceding => Expression(bound.Expression) + " PRECEDING",
        ResolvedWindowFrameExprEnums.Types.BoundaryType.CurrentRow => "CURRENT ROW",
        ResolvedWindowFrameExprEnums.Types.BoundaryType.OffsetFollowing => Expression(bound.Expression) + " FOLLOWING",
        _ => "UNBOUNDED FOLLOWING",
    };

    private string Aggregate(ResolvedNonScalarFunctionCallBaseProto call, IReadOnlyList<ResolvedOrderByItemProto> order, IMessage? limit, ResolvedAggregateHavingModifierProto? having, string over) =>
        Functions.AggregateFunctions.Translate(new AggregateCall(this, call.Parent)
        {
            Distinct = call.Distinct ? "DISTINCT " : "",
            IgnoreNulls = call.NullHandlingModifier == ResolvedNonScalarFunctionCallBaseEnums.Types.NullHandlingModifier.IgnoreNulls,
            RespectNulls = call.NullHandlingModifier == ResolvedNonScalarFunctionCallBaseEnums.Types.NullHandlingModifier.RespectNulls,
            Order = order.Count == 0 ? "" : " ORDER BY " + Order(order),
            Limit = limit is null ? null : Expression(limit),
            Having = having is null ? null : (having.Kind == ResolvedAggregateHavingModifierEnums.Types.HavingModifierKind.Max, Expression(having.HavingExpr)),
            Over = over,
        });
}
