using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>The output columns of a query, or of the query inside CREATE VIEW and CREATE TABLE AS.</summary>
public static class OutputColumns
{
    /// <summary>Names and types in order, with BigQuery's names (<c>f0_</c>, <c>f1_</c> ...) for those that the query leaves without one; empty for other statements.</summary>
    /// <exception cref="ArgumentException">A column has a type that BigQuery has not.</exception>
    public static IReadOnlyList<Column> Of(AnyResolvedStatementProto statement)
    {
        var anonymous = 0;
        return [.. Listed(statement).Select(c => ColumnTypes.ToColumn(c.Name.StartsWith('$') ? $"f{anonymous++}_" : c.Name, c.Column.Type))];
    }

    private static Google.Protobuf.Collections.RepeatedField<ResolvedOutputColumnProto> Listed(AnyResolvedStatementProto statement) => ResolvedTree.Unwrap(statement) switch
    {
        ResolvedQueryStmtProto query => query.OutputColumnList,
        ResolvedCreateTableAsSelectStmtProto create => create.OutputColumnList,
        ResolvedCreateViewStmtProto create => create.Parent.OutputColumnList,
        ResolvedCreateMaterializedViewStmtProto create => create.Parent.OutputColumnList,
        ResolvedExportDataStmtProto export => export.OutputColumnList,
        _ => [],
    };
}
