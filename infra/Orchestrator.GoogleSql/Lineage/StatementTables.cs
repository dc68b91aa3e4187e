using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>The tables that a typed tree reads and writes.</summary>
internal sealed class StatementTables(IReadOnlyList<SqlTable> tables, string defaultProject)
{
    private const string Refresh = "REFRESH_MATERIALIZED_VIEW";

    private readonly Dictionary<string, TableReference> _byName = tables
        .GroupBy(t => CatalogTable.Of(t).FullName, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => new TableReference(g.First().Project, g.First().Id), StringComparer.Ordinal);

    /// <summary>What is scanned, the target of DML only when it is scanned once more as a source; the model of CREATE TABLE ... LIKE.</summary>
    public IReadOnlyList<TableReference> Reads(AnyResolvedStatementProto statement)
    {
        var target = Target(statement);
        var names = new SortedSet<TableReference>();
        foreach (var node in ResolvedTree.Descendants(statement))
        {
            var table = node switch
            {
                ResolvedTableScanProto scan when !ReferenceEquals(scan, target) => scan.Table,
                ResolvedCreateTableStmtProto { Parent.LikeTable: { FullName.Length: > 0 } model } => model,
                _ => null,
            };
            if (table is not null) names.Add(_byName[table.FullName]);
        }
        return [.. names];
    }

    /// <summary>The target of DML or DDL on tables and views, and the view that a refresh brings up to date; null for everything else.</summary>
    public TableReference? Writes(AnyResolvedStatementProto statement) => ResolvedTree.Unwrap(statement) switch
    {
        ResolvedCreateTableStmtProto create => Create(create),
        ResolvedCreateTableAsSelectStmtProto create => Create(create),
        ResolvedCreateExternalTableStmtProto create => Create(create),
        ResolvedCreateSnapshotTableStmtProto create => Create(create),
        ResolvedCreateViewStmtProto create => Create(create),
        ResolvedCreateMaterializedViewStmtProto create => Create(create),
        ResolvedAlterTableStmtProto alter => Alter(alter.Parent),
        ResolvedAlterViewStmtProto alter => Alter(alter.Parent),
        ResolvedAlterMaterializedViewStmtProto alter => Alter(alter.Parent),
        ResolvedAlterTableSetOptionsStmtProto alter => Named(alter.NamePath),
        ResolvedDropMaterializedViewStmtProto drop => Named(drop.NamePath),
        ResolvedDropSnapshotTableStmtProto drop => Named(drop.NamePath),
        ResolvedDropStmtProto drop when drop.ObjectType.EndsWith("TABLE", StringComparison.Ordinal) || drop.ObjectType.EndsWith("VIEW", StringComparison.Ordinal) => Named(drop.NamePath),
        ResolvedAuxLoadDataStmtProto load => Named(load.NamePath),
        ResolvedCallStmtProto call when call.Procedure.Name.EndsWith(Refresh, StringComparison.OrdinalIgnoreCase) && call.ArgumentList is [var argument] => Refreshed(argument),
        _ => Target(statement) is { } scan ? _byName[scan.Table.FullName] : null,
    };

    /// <summary>A table by its name's parts; null when they are not project, dataset and table.</summary>
    public static TableReference? TryReference(IReadOnlyList<string> path, string defaultProject)
    {
        if (path.Count is not (2 or 3) || path[^2].Equals("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase)) return null;
        if (path[^2].Length is 0 or > 1024 || !path[^2].All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return null;
        if (path[^1].Length is 0 or > 1024 || path[^1].Any(c => c is '.' or '`' or '/' || char.IsControl(c))) return null;
        return new TableReference(path.Count == 3 ? path[0] : defaultProject, new TableId(new DatasetId(path[^2]), path[^1]));
    }

    private static ResolvedTableScanProto? Target(AnyResolvedStatementProto statement) => ResolvedTree.Unwrap(statement) switch
    {
        ResolvedInsertStmtProto insert => insert.TableScan,
        ResolvedUpdateStmtProto update => update.TableScan,
        ResolvedDeleteStmtProto delete => delete.TableScan,
        ResolvedMergeStmtProto merge => merge.TableScan,
        ResolvedTruncateStmtProto truncate => truncate.TableScan,
        _ => null,
    };

    private TableReference? Create(Google.Protobuf.IMessage create) => Named(ResolvedTree.Base<ResolvedCreateStatementProto>(create).NamePath);

    private TableReference? Alter(ResolvedAlterObjectStmtProto alter) => Named(alter.NamePath);

    private TableReference? Named(IReadOnlyList<string> path) => TryReference(path, defaultProject);

    private TableReference? Refreshed(AnyResolvedExprProto argument) =>
        ResolvedTree.Unwrap(argument) is ResolvedLiteralProto { Value.Value.StringValue: { Length: > 0 } name } ? Named(name.Replace("`", "", StringComparison.Ordinal).Split('.')) : null;
}
