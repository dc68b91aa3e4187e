using System.Globalization;
using Google.Protobuf;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>
/// GoogleSQL's typed tree as DuckDB SQL. Every resolved column has a number of its own in the whole statement, so it is called c{number}, every
/// scan becomes one SELECT of its columns, and there is no question of scopes or aliases.
/// </summary>
internal sealed partial class Translator(Translation translation)
{
    // Columns of a DML target are columns of the table itself.
    private readonly Dictionary<long, string> _target = [];
    private readonly Dictionary<string, IReadOnlyList<ResolvedColumnProto>> _with = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, IReadOnlyList<ResolvedColumnProto> Columns)> _recursive = new();

    public Translation Translation => translation;

    public static TypeProto TypeOf(IMessage expression) => ResolvedTree.Base<ResolvedExprProto>(expression).Type;

    public string Column(ResolvedColumnProto column) => _target.TryGetValue(column.ColumnId, out var name) ? name : Name(column.ColumnId);

    /// <summary>A query's rows, its columns in the order of its output list.</summary>
    public string Query(IReadOnlyList<ResolvedOutputColumnProto> output, AnyResolvedScanProto query, Func<int, string>? alias = null) =>
        $"SELECT {string.Join(", ", output.Select((o, i) => alias is null ? Column(o.Column) : $"{Column(o.Column)} AS {alias(i)}"))} FROM ({Scan(query)})";

    private static IReadOnlyList<ResolvedColumnProto> Columns(IMessage scan) => ResolvedTree.Base<ResolvedScanProto>(scan).ColumnList;

    private static string Name(long id) => "c" + id.ToString(CultureInfo.InvariantCulture);

    // A scan of no columns still has rows.
    private static string List(IEnumerable<string> items)
    {
        var list = string.Join(", ", items.Distinct());
        return list.Length == 0 ? "1 AS _" : list;
    }
}
