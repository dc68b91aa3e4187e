using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How many bytes a relation's SQL reads, and how many its rows take.</summary>
/// <param name="Source">Bytes that one run of the SQL reads, by a dry run.</param>
/// <param name="Stored">Bytes that its rows take, by BigQuery's logical sizes of types.</param>
/// <param name="Columns">Its output columns.</param>
/// <param name="Spent">Bytes that measuring read: 0 for a relation that is stored, else one run of its SQL.</param>
internal sealed record RelationBytes(long Source, long Stored, IReadOnlyList<Column> Columns, long Spent)
{
    /// <summary>Asks the warehouse.</summary>
    /// <param name="warehouse">Where.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="sql">Its SQL, with the project that is asked.</param>
    /// <param name="project">That project.</param>
    /// <param name="tables">How many stored tables the SQL reads: no more than that is billed for measuring.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<RelationBytes> MeasureAsync(IWarehouse warehouse, Relation relation, string sql, string project, int tables, CancellationToken cancellation)
    {
        var source = await warehouse.DryRunAsync(new(sql, []), cancellation);
        if (relation.Stored)
        {
            var stored = await warehouse.DryRunAsync(new($"SELECT * FROM {SqlIdentifier.Quote(project, relation.Id)}", []), cancellation);
            return new(source.BytesProcessed, stored.BytesProcessed, source.Columns, 0);
        }

        var limit = BilledBytes.Limit(source.BytesProcessed, tables);
        var answer = new AnswerRows(await warehouse.QueryAsync(new(SizeSql(sql, source.Columns), [], limit), cancellation)).All.Single();
        return new(source.BytesProcessed, source.Columns.Select((_, i) => answer.Number($"c{i}") ?? 0).Sum(), source.Columns, source.BytesProcessed);
    }

    private static string SizeSql(string sql, IReadOnlyList<Column> columns)
    {
        // Positions, because a query may give its columns any names.
        var sizes = columns.Select((column, i) => $"SUM({Size(SqlIdentifier.Quote(column.Name), column)}) AS c{i}");
        return $"""
            SELECT {string.Join(",\n  ", sizes)}
            FROM (
            {SqlToken.WithoutEnd(sql)}
            )
            """;
    }

    // Lists, structs and JSON are measured by their JSON text: near enough for a choice.
    private static string Size(string name, Column column) => (column.Mode, Column.CanonicalType(column.Type)) switch
    {
        (ColumnMode.Repeated, _) or (_, "STRUCT" or "JSON" or "GEOGRAPHY") => $"IF({name} IS NULL, 0, BYTE_LENGTH(TO_JSON_STRING({name})))",
        (_, "STRING" or "BYTES") => $"IF({name} IS NULL, 0, 2 + BYTE_LENGTH({name}))",
        (_, "BOOL") => $"IF({name} IS NULL, 0, 1)",
        (_, "NUMERIC" or "INTERVAL" or "RANGE") => $"IF({name} IS NULL, 0, 16)",
        (_, "BIGNUMERIC") => $"IF({name} IS NULL, 0, 32)",
        _ => $"IF({name} IS NULL, 0, 8)",
    };
}
