using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>The columns of a query as BigQuery names them.</summary>
internal static class OutputColumns
{
    /// <summary>Columns by the output list; unnamed ones are f0_, f1_ ... by their count.</summary>
    public static IReadOnlyList<Column> Of(IReadOnlyList<ResolvedOutputColumnProto> output)
    {
        var columns = new List<Column>(output.Count);
        var unnamed = 0;
        foreach (var column in output) columns.Add(ColumnTypes.ToColumn(Name(column, ref unnamed), column.Column.Type));
        return columns;
    }

    private static string Name(ResolvedOutputColumnProto column, ref int unnamed) =>
        column.Name.Length == 0 || column.Name.StartsWith('$') ? $"f{unnamed++}_" : column.Name;
}
