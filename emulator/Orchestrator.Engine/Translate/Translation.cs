using NodaTime;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>What one statement is translated against, and what the translation finds out.</summary>
internal sealed class Translation(CatalogSnapshot snapshot, IReadOnlyDictionary<string, ResolvedQueryStmtProto> views, Instant now)
{
    public CatalogSnapshot Snapshot => snapshot;

    /// <summary>The typed trees of the queries of all views that the statement reaches, by full name.</summary>
    public IReadOnlyDictionary<string, ResolvedQueryStmtProto> Views => views;

    /// <summary>The rows of the <c>__TABLES__</c> that the statement reaches, as SQL by full name.</summary>
    public IReadOnlyDictionary<string, string> Listings { get; init; } = new Dictionary<string, string>();

    public Instant Now => now;

    /// <summary>Parameters as SQL literals: by name in lower case, or by position from 1.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    /// <summary>The values of the same parameters.</summary>
    public Dictionary<string, object?> ParameterValues { get; } = [];

    /// <summary>System variables as SQL literals, by name in lower case.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The columns that are read, by table.</summary>
    public Dictionary<TableReference, HashSet<string>> Scanned { get; } = [];

    public TableEntry Table(TableRefProto table) => snapshot.Tables.GetValueOrDefault(table.FullName) ?? throw new QueryException("notFound", $"Not found: Table {table.FullName}");

    public void Scans(TableEntry table, IEnumerable<string> columns)
    {
        if (!Scanned.TryGetValue(table.Reference, out var scanned)) Scanned[table.Reference] = scanned = [];
        scanned.UnionWith(columns);
    }
}
