using Orchestrator.Engine.Translate;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>Statements that write: DML, DDL, CALL, and queries with a destination. Inside one write.</summary>
internal sealed class WriteStatements(LocalWarehouse warehouse, Write write, StatementRequest request)
{
    public async Task<StatementResult> RunAsync(Prepared prepared, CancellationToken cancellation)
    {
        switch (prepared.Statement)
        {
            case ResolvedQueryStmtProto query: return await QueryAsync(prepared, query, cancellation);
            case ResolvedCreateTableStmtProto or ResolvedCreateTableAsSelectStmtProto or ResolvedCreateViewStmtProto or ResolvedCreateMaterializedViewStmtProto:
                return await CreateAsync(prepared, cancellation);
            case ResolvedCreateSchemaStmtProto schema: return await CreateSchemaAsync(prepared, schema, cancellation);
            case ResolvedDropStmtProto drop: return await DropAsync(prepared, drop.NamePath, drop.ObjectType, drop.IsIfExists, drop.DropMode == ResolvedDropStmtEnums.Types.DropMode.Cascade, cancellation);
            case ResolvedDropMaterializedViewStmtProto drop: return await DropAsync(prepared, drop.NamePath, "MATERIALIZED VIEW", drop.IsIfExists, cascade: false, cancellation);
            case ResolvedAlterTableStmtProto alter: return await AlterAsync(prepared, alter, cancellation);
            case ResolvedCallStmtProto: return await CallAsync(prepared, cancellation);
            default: return await DmlAsync(prepared, cancellation);
        }
    }

    /// <summary>The statement as DuckDB SQL; what has none is checked for support only.</summary>
    public static DmlSql? Translate(Prepared prepared)
    {
        var translator = new Translator(prepared.Translation);
        switch (prepared.Statement)
        {
            case ResolvedInsertStmtProto insert: return translator.Insert(insert);
            case ResolvedUpdateStmtProto update: return translator.Update(update);
            case ResolvedDeleteStmtProto delete: return translator.Delete(delete);
            case ResolvedMergeStmtProto merge: return translator.Merge(merge);
            case ResolvedTruncateStmtProto truncate: return translator.Truncate(truncate);
            case ResolvedCreateTableAsSelectStmtProto create: translator.Query(create.OutputColumnList, create.Query); return null;
            case ResolvedCreateViewStmtProto view: translator.Query(view.Parent.OutputColumnList, view.Parent.Query); return null;
            case ResolvedCreateMaterializedViewStmtProto view: translator.Query(view.Parent.OutputColumnList, view.Parent.Query); return null;
            default: StatementTypes.Of(prepared.Statement); return null;
        }
    }

    public static TableReference? TargetOf(Prepared prepared, StatementRequest request) => prepared.Statement switch
    {
        ResolvedInsertStmtProto s => Scanned(s.TableScan),
        ResolvedUpdateStmtProto s => Scanned(s.TableScan),
        ResolvedDeleteStmtProto s => Scanned(s.TableScan),
        ResolvedMergeStmtProto s => Scanned(s.TableScan),
        ResolvedTruncateStmtProto s => Scanned(s.TableScan),
        ResolvedCreateSchemaStmtProto => null,
        ResolvedDropStmtProto { ObjectType: "SCHEMA" } => null,
        ResolvedDropStmtProto s => NamePaths.Table(s.NamePath, request),
        ResolvedDropMaterializedViewStmtProto s => NamePaths.Table(s.NamePath, request),
        ResolvedAlterTableStmtProto s => NamePaths.Table(s.Parent.NamePath, request),
        ResolvedCallStmtProto s => RefreshTarget(s, request),
        var s when ResolvedTree.TryBase<ResolvedCreateStatementProto>(s) is { } create => NamePaths.Table(create.NamePath, request),
        _ => null,
    };

    private static TableReference Scanned(ResolvedTableScanProto scan) => NamePaths.Table([scan.Table.FullName], null);

    private async Task<StatementResult> DmlAsync(Prepared prepared, CancellationToken cancellation)
    {
        var dml = DeepStack.Run(() => Translate(prepared)) ?? throw Unsupported.What(StatementTypes.Of(prepared.Statement));
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        if (dml.Check is { } check && write.Connection.Query(check, cancellation).Count > 0)
            throw new QueryException("invalidQuery", "UPDATE/MERGE must match at most one source row for each target row");
        DmlStatistics statistics;
        if (prepared.Statement is ResolvedMergeStmtProto)
        {
            var actions = write.Connection.Query(dml.Sql, cancellation).GroupBy(r => (string)r[0]!).ToDictionary(g => g.Key, g => g.LongCount());
            statistics = new(actions.GetValueOrDefault("INSERT"), actions.GetValueOrDefault("UPDATE"), actions.GetValueOrDefault("DELETE"));
        }
        else
        {
            var changed = write.Connection.Execute(dml.Sql, cancellation);
            statistics = prepared.Statement switch { ResolvedInsertStmtProto => new(changed, 0, 0), ResolvedUpdateStmtProto => new(0, changed, 0), _ => new(0, 0, changed) };
        }
        if (statistics.Affected > 0) write.Touch(write.After.RequireTable(dml.Target.Reference));
        return described with { Dml = statistics };
    }

    private async Task<StatementResult> QueryAsync(Prepared prepared, ResolvedQueryStmtProto query, CancellationToken cancellation)
    {
        var destination = request.Destination ?? throw new InvalidException("A query that writes needs a destination.");
        var columns = OutputColumns.Of(query.OutputColumnList);
        var sql = DeepStack.Run(() => new Translator(prepared.Translation).Query(query.OutputColumnList, query.Query, i => $"v{i}"));
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        var rows = PublicValues.Of(write.Connection.Query(sql, cancellation), columns);
        var table = DestinationTable(destination, columns);
        Fill(table, columns, query.OutputColumnList, sql, cancellation);
        return described with { Rows = rows };
    }

    private TableEntry DestinationTable(TableReference destination, IReadOnlyList<Column> columns)
    {
        if (write.After.Table(destination) is not { } old)
        {
            write.After.RequireDataset(destination.Project, destination.Id.Dataset);
            if (request.CreateDisposition == CreateDisposition.CreateNever) throw CatalogSnapshot.NotFound(destination);
            return TableChanges.Add(write, new TableEntry { Project = destination.Project, TableId = destination.Id, Columns = columns });
        }
        if (old.TableType != TableType.Table) throw new InvalidException($"{destination} is not a table: rows cannot be written to it.");
        if (request.WriteDisposition == WriteDisposition.WriteTruncate)
        {
            TableChanges.Drop(write, old);
            var added = TableChanges.Add(write, old with { Columns = columns });
            // It is the same table still: what a new one takes from its dataset it has not.
            var replaced = added with { CreatedAt = old.CreatedAt, Metadata = old.Metadata };
            write.After = write.After.With(replaced);
            return replaced;
        }
        if (request.WriteDisposition == WriteDisposition.WriteEmpty && (long)write.Connection.Query($"SELECT count(*) FROM {StorageSql.Table(old)}", CancellationToken.None)[0][0]! > 0)
            throw CatalogSnapshot.Duplicate(destination);
        foreach (var column in columns)
        {
            var stored = old.Columns.FirstOrDefault(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
            if (stored is null || Column.CanonicalType(stored.Type) != column.Type || (stored.Mode == ColumnMode.Repeated) != (column.Mode == ColumnMode.Repeated))
                throw new InvalidException($"Provided Schema does not match Table {destination.Project}:{destination.Id}. Cannot add or change field: {column.Name}");
        }
        return old;
    }

    private void Fill(TableEntry table, IReadOnlyList<Column> columns, IReadOnlyList<ResolvedOutputColumnProto> output, string sql, CancellationToken cancellation)
    {
        var names = string.Join(", ", columns.Select(c => StorageSql.Name(c.Name)));
        var values = string.Join(", ", output.Select((o, i) => Translator.Stored($"v{i}", o.Column.Type)));
        write.Connection.Execute($"INSERT INTO {StorageSql.Table(table)} ({names}) SELECT {values} FROM ({sql})", cancellation);
        write.Touch(write.After.RequireTable(table.Reference));
    }

    private async Task<StatementResult> CreateAsync(Prepared prepared, CancellationToken cancellation)
    {
        var create = ResolvedTree.Base<ResolvedCreateStatementProto>(prepared.Statement);
        if (create.CreateScope != ResolvedCreateStatementEnums.Types.CreateScope.CreateDefaultScope) throw Unsupported.What("temporary tables and functions");
        var target = NamePaths.Table(create.NamePath, request);
        DeepStack.Run(() => Translate(prepared));
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        var operation = "CREATE";
        if (write.After.Table(target) is { } old)
        {
            if (create.CreateMode == ResolvedCreateStatementEnums.Types.CreateMode.CreateIfNotExists) return described with { DdlOperation = "SKIP" };
            if (create.CreateMode != ResolvedCreateStatementEnums.Types.CreateMode.CreateOrReplace) throw CatalogSnapshot.Duplicate(target);
            operation = "REPLACE";
            var entry = CreatedEntries.Of(prepared, target);
            if (entry.TableType != old.TableType) throw new InvalidException($"{target.Project}:{target.Id} is not allowed for this operation because it is currently a {old.TableType.ToString().ToUpperInvariant()}.");
        }
        if (prepared.Statement is ResolvedCreateTableAsSelectStmtProto select) await CreateAsSelectAsync(prepared, select, target, cancellation);
        else
        {
            // A view may read what it replaces no longer, so the old one goes first; all of it is one transaction.
            if (operation == "REPLACE") TableChanges.Drop(write, write.After.RequireTable(target));
            await warehouse.Tables.CreateAsync(write, CreatedEntries.Of(prepared, target), cancellation);
        }
        return described with { DdlOperation = operation, Target = target };
    }

    private Task CreateAsSelectAsync(Prepared prepared, ResolvedCreateTableAsSelectStmtProto select, TableReference target, CancellationToken cancellation)
    {
        var entry = CreatedEntries.Of(prepared, target);
        var sql = DeepStack.Run(() => new Translator(prepared.Translation).Query(select.OutputColumnList, select.Query, i => $"v{i}"));
        // The query may read the table that it replaces: the new rows are stored first.
        var old = write.After.Table(target);
        if (old is not null) write.After = write.After.Without(old);
        var created = TableChanges.Add(write, entry);
        Fill(created, entry.Columns, select.OutputColumnList, sql, cancellation);
        if (old is not null && old.TableType != TableType.View) write.Connection.Execute($"DROP TABLE {StorageSql.Table(old)}", cancellation);
        return Task.CompletedTask;
    }

    private async Task<StatementResult> CreateSchemaAsync(Prepared prepared, ResolvedCreateSchemaStmtProto schema, CancellationToken cancellation)
    {
        var (project, dataset) = NamePaths.Dataset(schema.Parent.NamePath, request);
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        if (write.After.Dataset(project, dataset) is not null)
            return schema.Parent.CreateMode == ResolvedCreateStatementEnums.Types.CreateMode.CreateIfNotExists
                ? described with { DdlOperation = "SKIP" }
                : throw new DuplicateException($"Already Exists: Dataset {project}:{dataset.Name}");
        write.After = write.After.With(new DatasetEntry
        {
            Project = project,
            DatasetId = dataset,
            Metadata = CreatedEntries.Options(schema.OptionList, out var location),
            Location = location ?? "US",
            CreatedAt = write.Now,
            ModifiedAt = write.Now,
        });
        return described with { DdlOperation = "CREATE" };
    }

    private async Task<StatementResult> DropAsync(Prepared prepared, IReadOnlyList<string> path, string type, bool ifExists, bool cascade, CancellationToken cancellation)
    {
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        if (type == "SCHEMA")
        {
            var (project, dataset) = NamePaths.Dataset(path, request);
            if (write.After.Dataset(project, dataset) is null && ifExists) return described with { DdlOperation = "SKIP" };
            TableChanges.DropDataset(write, project, dataset, cascade);
            return described with { DdlOperation = "DROP" };
        }
        var target = NamePaths.Table(path, request);
        if (write.After.Table(target) is not { } table) return ifExists ? described with { DdlOperation = "SKIP" } : throw CatalogSnapshot.NotFound(target);
        var wanted = type switch { "TABLE" => TableType.Table, "VIEW" => TableType.View, "MATERIALIZED VIEW" => TableType.MaterializedView, _ => throw Unsupported.What($"DROP {type}") };
        if (table.TableType != wanted) throw new InvalidException($"Cannot drop {target.Project}:{target.Id}: it is not a {type}.");
        TableChanges.Drop(write, table);
        return described with { DdlOperation = "DROP", Target = target };
    }

    private async Task<StatementResult> AlterAsync(Prepared prepared, ResolvedAlterTableStmtProto alter, CancellationToken cancellation)
    {
        var described = await warehouse.DescribedAsync(prepared, request, cancellation);
        var target = NamePaths.Table(alter.Parent.NamePath, request);
        if (alter.Parent.IsIfExists && write.After.Table(target) is null) return described with { DdlOperation = "SKIP" };
        AlterTable.Apply(write, write.After.RequireTable(target), alter);
        return described with { DdlOperation = "ALTER", Target = target };
    }

    private async Task<StatementResult> CallAsync(Prepared prepared, CancellationToken cancellation)
    {
        var call = (ResolvedCallStmtProto)prepared.Statement;
        var target = RefreshTarget(call, request);
        var view = write.After.RequireTable(target);
        if (view.TableType != TableType.MaterializedView) throw new InvalidException($"{target} is not a materialized view.", "invalidQuery");
        await warehouse.Views.RefreshAsync(write, view, cancellation);
        return (await warehouse.DescribedAsync(prepared, request, cancellation)) with { Target = target };
    }

    private static TableReference RefreshTarget(ResolvedCallStmtProto call, StatementRequest request)
    {
        if (!call.Procedure.Name.EndsWith("REFRESH_MATERIALIZED_VIEW", StringComparison.OrdinalIgnoreCase)) throw Unsupported.What($"CALL of {call.Procedure.Name}");
        return ResolvedTree.Unwrap(call.ArgumentList[0]) is ResolvedLiteralProto name
            ? NamePaths.Table(name.Value.Value.StringValue.Split('.'), request)
            : throw Unsupported.What("BQ.REFRESH_MATERIALIZED_VIEW with a name that is not a literal");
    }
}
