using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>A DML statement as DuckDB SQL.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Target">The table that changes.</param>
/// <param name="Check">A query that returns a row when several source rows meet one target row; null when that cannot happen.</param>
internal sealed record DmlSql(string Sql, TableEntry Target, string? Check = null);

internal sealed partial class Translator
{
    public DmlSql Insert(ResolvedInsertStmtProto insert)
    {
        if (insert.InsertMode != ResolvedInsertStmtEnums.Types.InsertMode.OrError) throw Unsupported.What("INSERT OR ...");
        var target = Writable(insert.TableScan, reads: false);
        var rows = insert.Query is null
            ? $"VALUES {string.Join(", ", insert.RowList.Select(r => $"({string.Join(", ", r.ValueList.Select((v, i) => Stored(Expression(v.Value), insert.InsertColumnList[i].Type)))})"))}"
            : $"SELECT {string.Join(", ", insert.QueryOutputColumnList.Select(c => Stored(Column(c), c.Type)))} FROM ({Scan(insert.Query)})";
        return new DmlSql($"INSERT INTO {StorageSql.Table(target)} ({string.Join(", ", insert.InsertColumnList.Select(c => StorageSql.Name(c.Name)))}) {rows}", target);
    }

    public DmlSql Delete(ResolvedDeleteStmtProto delete)
    {
        var target = Writable(delete.TableScan);
        return new DmlSql($"DELETE FROM {StorageSql.Table(target)} AS _t WHERE {Expression(delete.WhereExpr)}", target);
    }

    public DmlSql Truncate(ResolvedTruncateStmtProto truncate)
    {
        var target = Writable(truncate.TableScan);
        return new DmlSql($"DELETE FROM {StorageSql.Table(target)}", target);
    }

    public DmlSql Update(ResolvedUpdateStmtProto update)
    {
        var target = Writable(update.TableScan);
        var table = StorageSql.Table(target);
        var where = Expression(update.WhereExpr);
        var set = Set(update.UpdateItemList);
        if (update.FromScan is null) return new DmlSql($"UPDATE {table} AS _t SET {set} WHERE {where}", target);
        var from = Scan(update.FromScan);
        var check = $"SELECT 1 FROM {table} AS _t, ({from}) AS _s WHERE {where} GROUP BY _t.rowid HAVING count(*) > 1 LIMIT 1";
        return new DmlSql($"UPDATE {table} AS _t SET {set} FROM ({from}) AS _s WHERE {where}", target, check);
    }

    public DmlSql Merge(ResolvedMergeStmtProto merge)
    {
        var target = Writable(merge.TableScan);
        var table = StorageSql.Table(target);
        var (source, on) = (Scan(merge.FromScan), Expression(merge.MergeExpr));
        var matched = merge.WhenClauseList.Where(w => w.MatchType == ResolvedMergeWhenEnums.Types.MatchType.Matched).Select(w => w.MatchExpr is null ? "true" : Expression(w.MatchExpr)).ToList();
        var check = matched.Count == 0 ? null
            : $"SELECT 1 FROM {table} AS _t JOIN ({source}) AS _s ON ({on}) WHERE {string.Join(" OR ", matched)} GROUP BY _t.rowid HAVING count(*) > 1 LIMIT 1";
        var clauses = string.Concat(merge.WhenClauseList.Select(When));
        return new DmlSql($"MERGE INTO {table} AS _t USING ({source}) AS _s ON ({on}){clauses} RETURNING merge_action", target, check);
    }

    private string When(ResolvedMergeWhenProto when)
    {
        var match = when.MatchType switch
        {
            ResolvedMergeWhenEnums.Types.MatchType.Matched => "MATCHED",
            ResolvedMergeWhenEnums.Types.MatchType.NotMatchedBySource => "NOT MATCHED BY SOURCE",
            _ => "NOT MATCHED BY TARGET",
        };
        var action = when.ActionType switch
        {
            ResolvedMergeWhenEnums.Types.ActionType.Delete => "DELETE",
            ResolvedMergeWhenEnums.Types.ActionType.Update => "UPDATE SET " + Set(when.UpdateItemList),
            _ => $"INSERT ({string.Join(", ", when.InsertColumnList.Select(c => StorageSql.Name(c.Name)))}) VALUES ({string.Join(", ", when.InsertRow.ValueList.Select((v, i) => Stored(Expression(v.Value), when.InsertColumnList[i].Type)))})",
        };
        return $" WHEN {match}{(when.MatchExpr is null ? "" : $" AND ({Expression(when.MatchExpr)})")} THEN {action}";
    }

    private TableEntry Writable(ResolvedTableScanProto scan, bool reads = true)
    {
        var target = translation.Table(scan.Table);
        if (target.TableType != TableType.Table) throw new QueryException("invalidQuery", $"Cannot modify {target.FullName}: it is a {(target.TableType == TableType.View ? "view" : "materialized view")}");
        foreach (var column in scan.Parent.ColumnList) _target[column.ColumnId] = "_t." + StorageSql.Name(column.Name);
        if (reads) translation.Scans(target, scan.Parent.ColumnList.Select(c => c.Name));
        return target;
    }

    private string Set(IEnumerable<ResolvedUpdateItemProto> items) => string.Join(", ", items.Select(item =>
        ResolvedTree.Unwrap(item.Target) is ResolvedColumnRefProto column && item.SetValue is not null
            ? $"{StorageSql.Name(column.Column.Name)} = {Stored(Expression(item.SetValue.Value), column.Column.Type)}"
            : throw Unsupported.What("UPDATE of a field of a STRUCT or of elements of an ARRAY: set the whole column")));

    /// <summary>BigQuery stores a NULL array as an empty one.</summary>
    public static string Stored(string sql, TypeProto type) => type.TypeKind == TypeKind.TypeArray && sql != "DEFAULT" ? $"coalesce({sql}, [])" : sql;
}
