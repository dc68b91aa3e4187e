using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The columns known so far: those of declared tables from the start, those of views and rebuilt tables once their SQL is analyzed.</summary>
internal sealed class PipelineCatalog
{
    private readonly SortedDictionary<TableId, SqlTable> tables = [];
    private readonly HashSet<TableId> declared;
    private readonly string project;

    public PipelineCatalog(Pipeline pipeline)
    {
        project = pipeline.Project;
        declared = [.. pipeline.Relations.Select(r => r.Id)];
        foreach (var table in pipeline.Relations.OfType<Table>()) Add(table.Id, table.Columns);
    }

    /// <summary>What a statement may refer to, sorted.</summary>
    public IReadOnlyList<SqlTable> Tables => [.. tables.Values];

    public void Add(TableId id, IReadOnlyList<Column> columns) => tables[id] = new(project, id, columns);

    /// <summary>Whether a statement reads something that is declared and whose columns could not be found out: then its own mistakes would only be echoes.</summary>
    public bool WaitsFor(IEnumerable<TableReference> reads) => reads.Any(r => r.Project == project && declared.Contains(r.Id) && !tables.ContainsKey(r.Id));
}
