using Orchestrator.Model;
using Zetasql;
using Zetasql.Internal;

namespace Orchestrator.GoogleSql;

/// <summary>
/// Builds the catalog that goes with a statement: nested catalogs project, dataset, table, and once more from the default project and
/// default dataset, so that every spelling resolves once backticks are split (<see cref="SplitSql"/>).
/// </summary>
public static class CatalogBuilder
{
    /// <summary>The catalog with all of the source's tables; cut it to those a statement names with <see cref="Named"/> first: a message holds at most 4 MB.</summary>
    public static SimpleCatalogProto Build(CatalogSource source)
    {
        var root = new SimpleCatalogProto
        {
            Name = "bigquery",
            BuiltinFunctionOptions = new ZetaSQLBuiltinFunctionOptionsProto { LanguageOptions = LanguageFeatures.Analysis() },
        };
        root.CustomFunction.AddRange(NewerFunctions.All);
        Folder(root, ["BQ"]).Procedure.Add(RefreshMaterializedView());
        foreach (var table in source.Tables)
        {
            var proto = Table(table);
            foreach (var path in Paths(table.Path, source)) Folder(root, path[..^1]).Table.Add(proto);
        }
        foreach (var f in source.Functions) Register(root, source, f.NamePath, f, (c, x) => c.CustomFunction.Add(x));
        foreach (var f in source.TableFunctions) Register(root, source, f.NamePath, f, (c, x) => c.CustomTvf.Add(x));
        foreach (var p in source.Procedures) Register(root, source, p.NamePath, p, (c, x) => c.Procedure.Add(x));
        return root;
    }

    /// <summary>The source cut to the tables that a statement names. Names of datasets and tables differ by case in BigQuery; those of INFORMATION_SCHEMA do not.</summary>
    /// <param name="source">Everything there is.</param>
    /// <param name="names">Names as the statement spells them, backticks split; parts after a table's name (fields, arrays) do no harm.</param>
    public static CatalogSource Named(CatalogSource source, IReadOnlyCollection<IReadOnlyList<string>> names)
    {
        // A table that is named has its own name among the parts: of thousands only those few are looked at closely.
        var parts = names.SelectMany(n => n).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return source with { Tables = [.. source.Tables.Where(t => parts.Contains(t.Path[^1]) && Paths(t.Path, source).Any(p => names.Any(n => StartsWith(n, p))))] };
    }

    private static bool StartsWith(IReadOnlyList<string> name, string[] path)
    {
        if (name.Count < path.Length) return false;
        var comparison = path.Length > 1 && path[^2].Equals("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (var i = 0; i < path.Length; i++)
            if (!name[i].Equals(path[i], comparison)) return false;
        return true;
    }

    private static IEnumerable<string[]> Paths(IReadOnlyList<string> path, CatalogSource source)
    {
        yield return [.. path];
        if (path.Count < 2 || path[0] != source.DefaultProject) yield break;
        yield return [.. path.Skip(1)];
        if (path.Count > 2 && path[1] == source.DefaultDataset) yield return [.. path.Skip(2)];
    }

    private static SimpleCatalogProto Folder(SimpleCatalogProto root, IEnumerable<string> path)
    {
        foreach (var name in path)
        {
            var next = root.Catalog.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (next is null) root.Catalog.Add(next = new SimpleCatalogProto { Name = name });
            root = next;
        }
        return root;
    }

    // A catalog finds an entry by the last part of its path; in the tree it keeps the whole path as its name.
    private static void Register<T>(SimpleCatalogProto root, CatalogSource source, IReadOnlyList<string> path, T entry, Action<SimpleCatalogProto, T> add)
    {
        foreach (var p in Paths(path, source)) add(Folder(root, p[..^1]), entry);
    }

    private static SimpleTableProto Table(CatalogTable table)
    {
        var proto = new SimpleTableProto { Name = table.Path[^1], FullName = table.FullName };
        foreach (var column in table.Columns) proto.Column.Add(Column(column, pseudo: false));
        foreach (var column in table.PseudoColumns) proto.Column.Add(Column(column, pseudo: true));
        return proto;
    }

    private static SimpleColumnProto Column(Column column, bool pseudo) => new() { Name = column.Name, Type = ColumnTypes.ToProto(column), IsPseudoColumn = pseudo };

    // A result of type VOID makes the analyzer abort at CALL; a fixed type that nobody reads does not.
    private static ProcedureProto RefreshMaterializedView() => new()
    {
        NamePath = { "REFRESH_MATERIALIZED_VIEW" },
        Signature = new FunctionSignatureProto
        {
            Argument = { NewerFunctions.Fixed(TypeKind.TypeString) },
            ReturnType = NewerFunctions.Fixed(TypeKind.TypeString),
        },
    };
}
