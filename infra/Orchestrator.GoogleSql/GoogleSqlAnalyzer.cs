using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Google's own analyzer as the product's port: what statements read, write and return, and whether two mean the same. Safe for several calls at once.</summary>
/// <param name="process">The supervised analyzer; disposed with this object.</param>
public sealed class GoogleSqlAnalyzer(AnalyzerProcess process) : ISqlAnalyzer, IAsyncDisposable
{
    private static readonly AnalyzerOptions Options = new();

    private readonly StatementAnalyzer _statements = new(process);

    /// <summary>Finds the installed analyzer; it starts at the first call.</summary>
    /// <exception cref="AnalyzerMissingException">The binary is not installed, or none exists for this machine.</exception>
    public static GoogleSqlAnalyzer Create() => new(AnalyzerProcess.Create());

    /// <inheritdoc/>
    /// <exception cref="AnalyzerFailedException">The analyzer died or hung twice at this statement.</exception>
    public async Task<SqlAnalysis> AnalyzeAsync(string sql, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation)
    {
        var analysis = await _statements.AnalyzeStatementAsync(sql, CatalogSource.Of(tables, defaultProject), Options, cancellation);
        return analysis.Statement is { } statement ? Describe(sql, statement, tables, defaultProject) : new SqlAnalysis { Error = analysis.Error, MaterializedObstacles = TextObstacles.In(sql) };
    }

    /// <inheritdoc/>
    /// <exception cref="AnalyzerFailedException">The analyzer died or hung twice at this statement.</exception>
    public async Task<SqlReferences> FindReferencesAsync(string sql, string defaultProject, CancellationToken cancellation)
    {
        var found = await _statements.ExtractTableNamesAsync(sql, allowScript: true, cancellation);
        // An array of a table (d.t.lines) is listed as if it were one: its table is listed too.
        var tables = found.Names.Where(n => !found.Names.Any(o => o.Count is > 1 && o.Count < n.Count && n.Take(o.Count).SequenceEqual(o, StringComparer.OrdinalIgnoreCase)));
        return new SqlReferences([.. tables.Select(n => StatementTables.TryReference(n, defaultProject)).OfType<TableReference>().Distinct().Order()], found.Error);
    }

    /// <inheritdoc/>
    /// <exception cref="AnalyzerFailedException">The analyzer died or hung twice at one of the statements.</exception>
    public async Task<SqlComparison> CompareAsync(string left, string right, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation)
    {
        var catalog = CatalogSource.Of(tables, defaultProject);
        var (one, other) = (await _statements.AnalyzeStatementAsync(left, catalog, Options, cancellation), await _statements.AnalyzeStatementAsync(right, catalog, Options, cancellation));
        if (one.Statement is null || other.Statement is null) return NormalizedTokens.Same(left, right) ? SqlComparison.Same : SqlComparison.Unknown;
        return NormalizedTree.Of(one.Statement, defaultProject) == NormalizedTree.Of(other.Statement, defaultProject) ? SqlComparison.Same : SqlComparison.Different;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static SqlAnalysis Describe(string sql, AnyResolvedStatementProto statement, IReadOnlyList<SqlTable> tables, string defaultProject)
    {
        var lineage = new StatementTables(tables, defaultProject);
        return new SqlAnalysis
        {
            StatementType = StatementTypes.Of(statement),
            Reads = lineage.Reads(statement),
            Writes = lineage.Writes(statement),
            Columns = OutputColumns.Of(statement),
            Windows = RelativeWindows.In(statement),
            VolatileFunctions = Functions.VolatileIn(statement),
            MaterializedObstacles = [.. TreeObstacles.In(statement).Concat(TextObstacles.In(sql)).Distinct().OrderBy(o => o.Kind).ThenBy(o => o.What, StringComparer.Ordinal)],
        };
    }
}
