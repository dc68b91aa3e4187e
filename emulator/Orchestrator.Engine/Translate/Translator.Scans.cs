using Google.Protobuf;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

internal sealed partial class Translator
{
    public string Scan(IMessage scan)
    {
        var node = ResolvedTree.Unwrap(scan);
        var columns = Columns(node);
        var list = List(columns.Select(Column));
        switch (node)
        {
            case ResolvedSingleRowScanProto: return "SELECT 1 AS _";
            case ResolvedTableScanProto table: return Table(table, columns);
            case ResolvedProjectScanProto project:
                var computed = project.ExprList.ToDictionary(e => e.Column.ColumnId, e => e.Expr);
                return $"SELECT {List(columns.Select(c => computed.TryGetValue(c.ColumnId, out var e) ? $"{Expression(e)} AS {Name(c.ColumnId)}" : Column(c)))} FROM ({Scan(project.InputScan)})";
            case ResolvedFilterScanProto filter: return $"SELECT {list} FROM ({Scan(filter.InputScan)}) WHERE {Expression(filter.FilterExpr)}";
            case ResolvedJoinScanProto join: return Join(join, list);
            case ResolvedArrayScanProto array: return Array(array, list);
            case ResolvedAggregateScanProto aggregate: return Aggregation(aggregate.Parent);
            case ResolvedAnalyticScanProto analytic: return Analytic(analytic, columns);
            case ResolvedOrderByScanProto order: return $"SELECT {list} FROM ({Scan(order.InputScan)}) ORDER BY {Order(order.OrderByItemList)}";
            case ResolvedLimitOffsetScanProto limit:
                return $"SELECT {list} FROM ({Scan(limit.InputScan)}) LIMIT {Expression(limit.Limit)}{(limit.Offset is null ? "" : $" OFFSET {Expression(limit.Offset)}")}";
            case ResolvedSetOperationScanProto set: return SetOperation(set, columns);
            case ResolvedWithScanProto with: return With(with, list);
            case ResolvedWithRefScanProto reference: return Reference(reference.WithQueryName, _with[reference.WithQueryName], columns);
            case ResolvedRecursiveRefScanProto: return Reference(_recursive.Peek().Name, _recursive.Peek().Columns, columns);
            case ResolvedSampleScanProto: throw Unsupported.What("TABLESAMPLE: its rows would be other ones than BigQuery's");
            default: throw Unsupported.What($"this part of a query ({node.Descriptor.Name["Resolved".Length..].Replace("ScanProto", "", StringComparison.Ordinal)})");
        }
    }

    private string Table(ResolvedTableScanProto scan, IReadOnlyList<ResolvedColumnProto> columns)
    {
        if (scan.ForSystemTimeExpr is not null) throw Unsupported.What("FOR SYSTEM_TIME AS OF");
        if (translation.Listings.TryGetValue(scan.Table.FullName, out var listing))
            return $"SELECT {List(columns.Select(c => $"{StorageSql.Name(c.Name)} AS {Name(c.ColumnId)}"))} FROM {listing}";
        var table = translation.Table(scan.Table);
        int Index(int i) => scan.ColumnIndexList.Count == columns.Count
            ? (int)scan.ColumnIndexList[i]
            : table.Columns.Select((c, k) => (c.Name, k)).First(c => c.Name.Equals(columns[i].Name, StringComparison.OrdinalIgnoreCase)).k;
        if (table.TableType != TableType.View)
        {
            translation.Scans(table, columns.Select((_, i) => table.Columns[Index(i)].Name));
            return $"SELECT {List(columns.Select((c, i) => $"{StorageSql.Name(table.Columns[Index(i)].Name)} AS {Name(c.ColumnId)}"))} FROM {StorageSql.Table(table)}";
        }
        translation.Scans(table, []);
        var view = translation.Views[table.FullName];
        var rows = new Translator(translation).Query(view.OutputColumnList, view.Query, i => $"v{i}");
        return $"SELECT {List(columns.Select((c, i) => $"v{Index(i)} AS {Name(c.ColumnId)}"))} FROM ({rows})";
    }

    private string Join(ResolvedJoinScanProto join, string list)
    {
        var (left, right) = (Scan(join.LeftScan), Scan(join.RightScan));
        if (join.JoinExpr is null && join.JoinType == ResolvedJoinScanEnums.Types.JoinType.Inner) return $"SELECT {list} FROM ({left}) AS _l CROSS JOIN ({right}) AS _r";
        return $"SELECT {list} FROM ({left}) AS _l {join.JoinType.ToString().ToUpperInvariant()} JOIN ({right}) AS _r ON {(join.JoinExpr is null ? "true" : Expression(join.JoinExpr))}";
    }

    private string Array(ResolvedArrayScanProto array, string list)
    {
        var input = array.InputScan is null ? "SELECT 1 AS _" : Scan(array.InputScan);
        var elements = $"unnest(_a) AS {Name(array.ElementColumn.ColumnId)}{(array.ArrayOffsetColumn is null ? "" : $", generate_subscripts(_a, 1) - 1 AS {Name(array.ArrayOffsetColumn.Column.ColumnId)}")}";
        var source = $"SELECT *, {Expression(array.ArrayExpr)} AS _a FROM ({input})";
        if (array.JoinExpr is null && !array.IsOuter) return $"SELECT {list} FROM (SELECT * EXCLUDE (_a), {elements} FROM ({source}))";
        var condition = array.JoinExpr is null ? "true" : Expression(array.JoinExpr);
        return $"SELECT {list} FROM ({source}) AS _l {(array.IsOuter ? "LEFT" : "INNER")} JOIN LATERAL (SELECT {elements}) AS _r ON {condition}";
    }

    private string SetOperation(ResolvedSetOperationScanProto set, IReadOnlyList<ResolvedColumnProto> columns)
    {
        var word = set.OpType switch
        {
            ResolvedSetOperationScanEnums.Types.SetOperationType.UnionAll => " UNION ALL ",
            ResolvedSetOperationScanEnums.Types.SetOperationType.UnionDistinct => " UNION ",
            ResolvedSetOperationScanEnums.Types.SetOperationType.IntersectAll => " INTERSECT ALL ",
            ResolvedSetOperationScanEnums.Types.SetOperationType.IntersectDistinct => " INTERSECT ",
            ResolvedSetOperationScanEnums.Types.SetOperationType.ExceptAll => " EXCEPT ALL ",
            _ => " EXCEPT ",
        };
        return $"SELECT * FROM ({string.Join(word, set.InputItemList.Select(Item))}) AS _u({string.Join(", ", columns.Select(c => Name(c.ColumnId)))})";
    }

    // The same column may stand in an item twice.
    private string Item(ResolvedSetOperationItemProto item) => $"(SELECT {string.Join(", ", item.OutputColumnList.Select((c, i) => $"{Column(c)} AS s{i}"))} FROM ({Scan(item.Scan)}))";

    private string With(ResolvedWithScanProto with, string list)
    {
        var entries = new List<string>(with.WithEntryList.Count);
        foreach (var entry in with.WithEntryList)
        {
            var subquery = ResolvedTree.Unwrap(entry.WithSubquery);
            _with[entry.WithQueryName] = Columns(subquery);
            entries.Add(WithName(entry.WithQueryName) + (subquery is ResolvedRecursiveScanProto recursive ? Recursive(entry.WithQueryName, recursive) : $" AS ({Scan(subquery)})"));
        }
        return $"WITH {(with.Recursive ? "RECURSIVE " : "")}{string.Join(", ", entries)} SELECT {list} FROM ({Scan(with.Query)})";
    }

    private string Recursive(string name, ResolvedRecursiveScanProto scan)
    {
        var columns = scan.Parent.ColumnList;
        var start = Item(scan.NonRecursiveTerm);
        _recursive.Push((name, columns));
        var step = Item(scan.RecursiveTerm);
        _recursive.Pop();
        var word = scan.OpType == ResolvedRecursiveScanEnums.Types.RecursiveSetOperationType.UnionAll ? "UNION ALL" : "UNION";
        return $"({string.Join(", ", columns.Select(c => Name(c.ColumnId)))}) AS ({start} {word} {step})";
    }

    private static string WithName(string name) => StorageSql.Name("w_" + name);

    private static string Reference(string name, IReadOnlyList<ResolvedColumnProto> source, IReadOnlyList<ResolvedColumnProto> columns) =>
        $"SELECT {List(columns.Select((c, i) => $"{Name(source[i].ColumnId)} AS {Name(c.ColumnId)}"))} FROM {WithName(name)}";

    /// <summary>NULLs first when ascending, as GoogleSQL says; NaN before every number.</summary>
    private string Order(IEnumerable<ResolvedOrderByItemProto> items) => string.Join(", ", items.Select(item =>
    {
        if (item.CollationName is not null) throw Unsupported.What("COLLATE");
        var column = Column(item.ColumnRef.Column);
        var nullsFirst = item.NullOrder switch
        {
            ResolvedOrderByItemEnums.Types.NullOrderMode.NullsFirst => true,
            ResolvedOrderByItemEnums.Types.NullOrderMode.NullsLast => false,
            _ => !item.IsDescending,
        };
        var direction = item.IsDescending ? " DESC" : "";
        var nan = item.ColumnRef.Column.Type.TypeKind == TypeKind.TypeDouble ? $"{column} IS NULL{(nullsFirst ? " DESC" : "")}, isnan({column}){(item.IsDescending ? "" : " DESC")}, " : "";
        return $"{nan}{column}{direction} NULLS {(nullsFirst ? "FIRST" : "LAST")}";
    }));
}
