using System.Text.Json.Nodes;
using Orchestrator.Engine.Duck;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Why a row was not inserted, as BigQuery's <c>insertErrors</c> has it.</summary>
/// <param name="Index">The row's place in the request, from 0.</param>
/// <param name="Reason">invalid, or stopped for a row that was right but not inserted because of another one.</param>
/// <param name="Location">The column, or empty.</param>
/// <param name="Message">What is wrong.</param>
public sealed record RowError(int Index, string Reason, string Location, string Message);

/// <summary>Rows read from a table.</summary>
/// <param name="Columns">The columns of the rows.</param>
/// <param name="Rows">The rows; for the values see <see cref="StatementResult.Rows"/>.</param>
/// <param name="TotalRows">How many rows the table has.</param>
public sealed record TableRows(IReadOnlyList<Column> Columns, IReadOnlyList<object?[]> Rows, long TotalRows);

public sealed partial class LocalWarehouse
{
    /// <summary>
    /// Inserts rows given as JSON objects. With an error nothing is inserted, unless <paramref name="skipInvalid"/>: then the valid rows are.
    /// </summary>
    /// <param name="table">A table with stored rows.</param>
    /// <param name="rows">Column names to values, as BigQuery's <c>insertAll</c> takes them.</param>
    /// <param name="skipInvalid">Insert the valid rows although others are not.</param>
    /// <param name="ignoreUnknown">Leave out values of columns that the table has not, instead of refusing the row.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>The errors; empty when every row is in.</returns>
    /// <exception cref="NotFoundException">The table does not exist.</exception>
    /// <exception cref="InvalidException">It is a view.</exception>
    public Task<IReadOnlyList<RowError>> InsertRowsAsync(
        TableReference table, IReadOnlyList<JsonObject> rows, bool skipInvalid = false, bool ignoreUnknown = false, CancellationToken cancellation = default) => WriteAsync(write =>
        {
            var entry = write.After.RequireTable(table);
            if (entry.TableType != TableType.Table) throw new InvalidException($"Cannot add rows to a table of type {(entry.TableType == TableType.View ? "VIEW" : "MATERIALIZED_VIEW")}.");
            var errors = new List<RowError>();
            var values = Convert(entry, rows, ignoreUnknown, errors);
            cancellation.ThrowIfCancellationRequested();
            if (errors.Count > 0 && !skipInvalid)
            {
                var wrong = errors.Select(e => e.Index).ToHashSet();
                return (IReadOnlyList<RowError>)[.. errors.Concat(Enumerable.Range(0, rows.Count).Where(i => !wrong.Contains(i)).Select(i => new RowError(i, "stopped", "", ""))).OrderBy(e => e.Index)];
            }
            Append(write.Connection, entry, values);
            if (values.Count > 0) write.Touch(entry);
            return errors;
        }, cancellation);

    /// <summary>Rows of a table, in a stable order while it is not changed. A materialized view is refreshed first; a logical view is refused.</summary>
    /// <param name="table">The table.</param>
    /// <param name="startIndex">How many rows to leave out.</param>
    /// <param name="maxResults">At most so many rows.</param>
    /// <param name="selectedFields">Names of top-level columns in their order; null for all.</param>
    /// <param name="cancellation">Interrupts the scan.</param>
    /// <exception cref="NotFoundException">The table does not exist.</exception>
    /// <exception cref="InvalidException">It is a view, or a selected field does not exist.</exception>
    public Task<TableRows> ReadRowsAsync(
        TableReference table, long startIndex = 0, long maxResults = long.MaxValue, IReadOnlyList<string>? selectedFields = null, CancellationToken cancellation = default) => OnSnapshotAsync(async snapshot =>
    {
        var entry = snapshot.RequireTable(table);
        if (entry.TableType == TableType.View) throw new InvalidException("Cannot list a table of type VIEW.");
        if (entry.TableType == TableType.MaterializedView) entry = (await Views.FreshAsync(snapshot, [entry], cancellation)).RequireTable(table);
        var columns = selectedFields is null ? entry.Columns : [.. selectedFields.Select(f =>
            entry.Columns.FirstOrDefault(c => c.Name.Equals(f, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidException($"No such field: {f}"))];
        var names = string.Join(", ", columns.Select(c => StorageSql.Name(c.Name)));
        return await ReadAsync(connection =>
        {
            var total = (long)connection.Query($"SELECT count(*) FROM {StorageSql.Table(entry)}", cancellation)[0][0]!;
            var limit = maxResults == long.MaxValue ? "" : $" LIMIT {maxResults}";
            var rows = columns.Count == 0 ? [] : connection.Query($"SELECT {names} FROM {StorageSql.Table(entry)} ORDER BY rowid{limit} OFFSET {startIndex}", cancellation);
            return new TableRows(columns, PublicValues.Of(rows, columns), total);
        }, cancellation);
    });

    internal static void Append(DuckConnection connection, TableEntry table, List<object?[]> rows)
    {
        if (rows.Count == 0) return;
        using var appender = new DuckAppender(connection, StorageSql.Schema, StorageSql.TableName(table.Storage), [.. table.Columns.Select(ColumnTypes.ToProto)]);
        foreach (var row in rows) appender.Append(row);
        appender.Close();
    }

    private static List<object?[]> Convert(TableEntry table, IReadOnlyList<JsonObject> rows, bool ignoreUnknown, List<RowError> errors)
    {
        var values = new List<object?[]>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                values.Add(JsonValues.ReadFields(rows[i], table.Columns, "", ignoreUnknown));
            }
            catch (JsonValueException e)
            {
                errors.Add(new RowError(i, "invalid", e.Location, e.Message));
            }
        }
        return values;
    }
}
