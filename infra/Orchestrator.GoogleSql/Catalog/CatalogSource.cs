using Orchestrator.Model;
using Zetasql.Internal;

namespace Orchestrator.GoogleSql;

/// <summary>What statements may refer to.</summary>
public sealed record CatalogSource
{
    /// <summary>The project of a table that is named without one.</summary>
    public required string DefaultProject { get; init; }

    /// <summary>The dataset of a table that is named without one; null when such names are unknown.</summary>
    public string? DefaultDataset { get; init; }

    /// <summary>Tables, and views by their output columns.</summary>
    public IReadOnlyList<CatalogTable> Tables { get; init; } = [];

    /// <summary>Functions of datasets; the path of each is project, dataset, name.</summary>
    public IReadOnlyList<FunctionProto> Functions { get; init; } = [];

    /// <summary>Table functions of datasets; the path of each is project, dataset, name.</summary>
    public IReadOnlyList<TableValuedFunctionProto> TableFunctions { get; init; } = [];

    /// <summary>Procedures of datasets; the path of each is project, dataset, name.</summary>
    public IReadOnlyList<ProcedureProto> Procedures { get; init; } = [];

    /// <summary>The tables of a pipeline.</summary>
    public static CatalogSource Of(IEnumerable<SqlTable> tables, string defaultProject) =>
        new() { DefaultProject = defaultProject, Tables = [.. tables.Select(CatalogTable.Of)] };
}

/// <summary>One table of the catalog.</summary>
/// <param name="Path">Project, dataset, name; or project, dataset, INFORMATION_SCHEMA, name. Any number of parts works.</param>
/// <param name="Columns">Columns in order.</param>
public sealed record CatalogTable(IReadOnlyList<string> Path, IReadOnlyList<Column> Columns)
{
    /// <summary>Columns that <c>*</c> leaves out: <c>_PARTITIONTIME</c>, <c>_TABLE_SUFFIX</c>.</summary>
    public IReadOnlyList<Column> PseudoColumns { get; init; } = [];

    /// <summary>The canonical name <c>project.dataset.name</c>; each scan in the tree carries it as <c>Table.FullName</c>.</summary>
    public string FullName => string.Join('.', Path);

    /// <summary>A table of a pipeline.</summary>
    public static CatalogTable Of(SqlTable table) => new([table.Project, table.Id.Dataset.Name, table.Id.Name], table.Columns);
}
