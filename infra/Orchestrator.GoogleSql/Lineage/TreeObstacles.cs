using Google.Protobuf;
using Orchestrator.Model;
using Zetasql;
using SetOperation = Zetasql.ResolvedSetOperationScanEnums.Types.SetOperationType;

namespace Orchestrator.GoogleSql;

/// <summary>What stands against a materialized view and shows in the typed tree. The shape that BigQuery keeps up to date is WITH, SELECT, FROM, WHERE and one GROUP BY.</summary>
internal static class TreeObstacles
{
    // The aggregates that the documentation of materialized views lists.
    private static readonly HashSet<string> Aggregates = new(StringComparer.Ordinal)
    {
        "ANY_VALUE", "APPROX_COUNT_DISTINCT", "ARRAY_AGG", "AVG", "BIT_AND", "BIT_OR", "BIT_XOR", "COUNT", "$COUNT_STAR", "COUNTIF", "HLL_COUNT.INIT",
        "LOGICAL_AND", "LOGICAL_OR", "MAX", "MIN", "MAX_BY", "MIN_BY", "SUM",
    };

    private static readonly HashSet<string> NotOverStructs = new(StringComparer.Ordinal) { "ANY_VALUE", "ARRAY_AGG", "MAX_BY", "MIN_BY" };

    /// <summary>The obstacles, in the order of the tree.</summary>
    public static IEnumerable<MaterializedObstacle> In(AnyResolvedStatementProto statement)
    {
        var aggregated = new AggregatedColumns(statement);
        return ResolvedTree.Descendants(statement).SelectMany(node => Of(node, aggregated));
    }

    private static IEnumerable<MaterializedObstacle> Of(IMessage node, AggregatedColumns aggregated)
    {
        switch (node)
        {
            case ResolvedAnalyticFunctionCallProto call: yield return new(MaterializedObstacleKind.AnalyticFunction, Functions.Name(ResolvedTree.Base<ResolvedFunctionCallBaseProto>(call))); break;
            case ResolvedJoinScanProto { JoinType: ResolvedJoinScanEnums.Types.JoinType.Right }: yield return new(MaterializedObstacleKind.OuterJoin, "RIGHT"); break;
            case ResolvedJoinScanProto { JoinType: ResolvedJoinScanEnums.Types.JoinType.Full }: yield return new(MaterializedObstacleKind.OuterJoin, "FULL"); break;
            case ResolvedSubqueryExprProto subquery: yield return new(MaterializedObstacleKind.Subquery, Word(subquery.SubqueryType)); break;
            case ResolvedAggregateFunctionCallProto call when Refused(call) is { } aggregate: yield return new(MaterializedObstacleKind.Aggregate, aggregate); break;
            case ResolvedSetOperationScanProto { OpType: not SetOperation.UnionAll } operation: yield return new(MaterializedObstacleKind.SetOperation, Word(operation.OpType)); break;
            case ResolvedOrderByScanProto: yield return new(MaterializedObstacleKind.Clause, "ORDER BY"); break;
            case ResolvedLimitOffsetScanProto: yield return new(MaterializedObstacleKind.Clause, "LIMIT"); break;
            case ResolvedRecursiveScanProto: yield return new(MaterializedObstacleKind.Clause, "a recursive WITH"); break;
            case ResolvedPivotScanProto: yield return new(MaterializedObstacleKind.Clause, "PIVOT"); break;
            case ResolvedUnpivotScanProto: yield return new(MaterializedObstacleKind.Clause, "UNPIVOT"); break;
            case ResolvedArrayScanProto { IsOuter: true }: yield return new(MaterializedObstacleKind.Clause, "LEFT JOIN UNNEST"); break;
            case ResolvedAggregateScanProto { Parent.GroupingSetList.Count: > 0 }: yield return new(MaterializedObstacleKind.Clause, "ROLLUP, CUBE or GROUPING SETS"); break;
            case ResolvedSampleScanProto sample: yield return new(MaterializedObstacleKind.Sample, Scanned(sample)); break;
            case ResolvedTableScanProto { ForSystemTimeExpr: not null } scan: yield return new(MaterializedObstacleKind.TimeTravel, scan.Table.Name); break;
            case ResolvedTableScanProto scan when scan.Table.Name.EndsWith('*'): yield return new(MaterializedObstacleKind.WildcardTable, scan.Table.Name); break;
        }

        if (node is ResolvedJoinScanProto && aggregated.ScannedTwice(node) is { } twice) yield return new(MaterializedObstacleKind.SelfJoin, twice);
        if (node is ResolvedColumnRefProto reference && aggregated.Name(reference.Column) is { } result) yield return new(MaterializedObstacleKind.ComputedOnAggregate, result);
        if (node is ResolvedAggregateScanProto { Parent.InputScan: { } input } && aggregated.AggregatesBelow(input)) yield return new(MaterializedObstacleKind.NestedAggregate, "rows that are aggregated or made distinct already");
    }

    private static string? Refused(ResolvedAggregateFunctionCallProto call)
    {
        var name = Functions.Name(ResolvedTree.Base<ResolvedFunctionCallBaseProto>(call));
        var shown = name.TrimStart('$');
        if (!Aggregates.Contains(name)) return shown;
        if (ResolvedTree.Base<ResolvedNonScalarFunctionCallBaseProto>(call).Distinct) return $"{shown}(DISTINCT ...)";
        var over = ResolvedTree.Base<ResolvedFunctionCallBaseProto>(call).ArgumentList.Select(a => ResolvedTree.Base<ResolvedExprProto>(a).Type.TypeKind).FirstOrDefault();
        if (NotOverStructs.Contains(name) && over == TypeKind.TypeStruct) return $"{shown} over a STRUCT";
        return name == "ARRAY_AGG" && over == TypeKind.TypeArray ? "ARRAY_AGG over an ARRAY" : null;
    }

    private static string Scanned(ResolvedSampleScanProto sample) =>
        ResolvedTree.Descendants(sample).OfType<ResolvedTableScanProto>().Select(t => t.Table.Name).FirstOrDefault("a subquery");

    private static string Word(ResolvedSubqueryExprEnums.Types.SubqueryType type) => type switch
    {
        ResolvedSubqueryExprEnums.Types.SubqueryType.Array => "an ARRAY",
        ResolvedSubqueryExprEnums.Types.SubqueryType.Exists => "an EXISTS",
        ResolvedSubqueryExprEnums.Types.SubqueryType.In => "an IN",
        _ => "a single-value",
    };

    private static string Word(SetOperation operation) => operation switch
    {
        SetOperation.UnionDistinct => "UNION DISTINCT",
        SetOperation.IntersectAll => "INTERSECT ALL",
        SetOperation.IntersectDistinct => "INTERSECT DISTINCT",
        SetOperation.ExceptAll => "EXCEPT ALL",
        _ => "EXCEPT DISTINCT",
    };
}
