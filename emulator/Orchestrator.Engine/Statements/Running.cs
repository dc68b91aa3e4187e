using NodaTime;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

public sealed partial class LocalWarehouse
{
    internal Preparation Preparation { get; }

    /// <summary>Runs one statement: a query on a consistent state of all tables; DML and DDL alone, and all of it or nothing.</summary>
    /// <exception cref="QueryException">The statement is wrong, not supported, or failed.</exception>
    /// <exception cref="WarehouseException">A dataset or table of a DDL statement or of the destination does not exist, or exists already.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is changed.</exception>
    public async Task<StatementResult> RunAsync(StatementRequest request, CancellationToken cancellation = default)
    {
        var now = request.Now ?? _now();
        try
        {
            var prepared = await Preparation.PrepareAsync(request, Snapshot, now, cancellation);
            if (prepared.Statement is ResolvedQueryStmtProto && request.Destination is null) return await QueryAsync(request, prepared, now, cancellation);
            return await WriteAsync(async write =>
            {
                // The catalog may have changed while the statement waited for its turn.
                var own = ReferenceEquals(write.After, prepared.Translation.Snapshot) ? prepared : await Preparation.PrepareAsync(request, write.After, now, cancellation);
                await Views.FreshAsync(write, own.Tables, cancellation);
                return await new WriteStatements(this, write, request).RunAsync(own, cancellation);
            }, cancellation);
        }
        catch (DuckException e)
        {
            throw RunTimeErrors.Of(e);
        }
        catch (Values.EvaluationException e)
        {
            throw new QueryException("invalidQuery", e.Message);
        }
    }

    /// <summary>What <see cref="RunAsync"/> would give, without running anything: columns, tables, bytes, or the same error.</summary>
    /// <exception cref="QueryException">The statement is wrong or not supported.</exception>
    public async Task<StatementResult> DryRunAsync(StatementRequest request, CancellationToken cancellation = default)
    {
        var prepared = await Preparation.PrepareAsync(request, Snapshot, request.Now ?? _now(), cancellation);
        if (prepared.Statement is ResolvedQueryStmtProto query) DeepStack.Run(() => new Translator(prepared.Translation).Query(query.OutputColumnList, query.Query));
        else DeepStack.Run(() => WriteStatements.Translate(prepared));
        return await DescribedAsync(prepared, request, cancellation);
    }

    internal async Task<StatementResult> DescribedAsync(Prepared prepared, StatementRequest request, CancellationToken cancellation)
    {
        var bytes = new Dictionary<TableReference, long>();
        foreach (var (reference, columns) in prepared.Translation.Scanned)
        {
            if (prepared.Translation.Snapshot.Table(reference) is not { } table || table.TableType == TableType.View || columns.Count == 0) continue;
            var sizes = await SizesAsync(table, cancellation);
            bytes[reference] = columns.Sum(c => sizes.BytesByColumn[c]);
        }
        return new StatementResult
        {
            StatementType = StatementTypes.Of(prepared.Statement),
            Columns = prepared.Statement is ResolvedQueryStmtProto query ? OutputColumns.Of(query.OutputColumnList) : [],
            ReferencedTables = [.. prepared.Tables.Where(t => prepared.Translation.Scanned.ContainsKey(t.Reference)).Select(t => t.Reference).Order()],
            TotalBytesProcessed = bytes.Values.Sum(),
            BytesByTable = bytes,
            Target = WriteStatements.TargetOf(prepared, request) ?? request.Destination,
        };
    }

    private Task<StatementResult> QueryAsync(StatementRequest request, Prepared first, Instant now, CancellationToken cancellation) => OnSnapshotAsync(async snapshot =>
    {
        var prepared = ReferenceEquals(snapshot, first.Translation.Snapshot) ? first : await Preparation.PrepareAsync(request, snapshot, now, cancellation);
        var fresh = await Views.FreshAsync(snapshot, prepared.Tables, cancellation);
        if (!ReferenceEquals(fresh, snapshot)) prepared = await Preparation.PrepareAsync(request, fresh, now, cancellation);
        var query = (ResolvedQueryStmtProto)prepared.Statement;
        var sql = DeepStack.Run(() => new Translator(prepared.Translation).Query(query.OutputColumnList, query.Query));
        var columns = OutputColumns.Of(query.OutputColumnList);
        var rows = await ReadAsync(c => PublicValues.Of(c.Query(sql, cancellation), columns), cancellation);
        return (await DescribedAsync(prepared, request, cancellation)) with { Rows = rows };
    });
}
