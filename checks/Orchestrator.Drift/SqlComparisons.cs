using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>
/// Asks the analyzer beforehand about every pair of SQL texts that differs, so that the difference engine itself stays a pure function.
/// </summary>
public static class SqlComparisons
{
    /// <summary>The answers for a pipeline's desired and observed states.</summary>
    /// <param name="analyzed">The pipeline; its relations are what both texts may refer to.</param>
    /// <param name="project">The project that is deployed to.</param>
    /// <param name="desired">Declared states.</param>
    /// <param name="others">Observed or last applied states.</param>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<SqlComparer> PrepareAsync(
        AnalyzedPipeline analyzed, string project, IReadOnlyList<ResourceState> desired, IEnumerable<ResourceState> others, ISqlAnalyzer analyzer, CancellationToken cancellation)
    {
        var tables = Tables(analyzed, project);
        var byName = desired.Where(d => PropertyFacts.HasSql(d.Id.Kind)).ToLookup(d => d.Id.Name);
        var answers = new Dictionary<(string, string), SqlComparison>();
        // Tables have no SQL, and are most of what there is.
        foreach (var other in others.Where(o => PropertyFacts.HasSql(o.Id.Kind)))
        {
            foreach (var declared in byName[other.Id.Name].Where(d => d.Id == other.Id))
            {
                foreach (var (left, right) in DifferingSql(declared, other))
                {
                    if (answers.ContainsKey((left, right))) continue;
                    answers[(left, right)] = answers[(right, left)] = await analyzer.CompareAsync(left, right, tables, project, cancellation).ConfigureAwait(false);
                }
            }
        }

        // A pair that was not asked for is not known to be equal.
        return (_, _, declared, live) => answers.GetValueOrDefault((declared, live), declared == live ? SqlComparison.Same : SqlComparison.Unknown);
    }

    private static IEnumerable<(string Left, string Right)> DifferingSql(ResourceState declared, ResourceState other) =>
        from property in declared.Properties
        where PropertyFacts.Find(declared.Id.Kind, property.Key)?.Compared == Comparison.Sql
        let live = other.Properties.GetValueOrDefault(property.Key)
        where live is not null && live != property.Value
        select (property.Value, live);

    private static List<SqlTable> Tables(AnalyzedPipeline analyzed, string project) =>
    [
        .. from relation in analyzed.Pipeline.Relations
           let columns = relation is Table table ? table.Columns : analyzed.Relations.GetValueOrDefault(relation.Id)?.Analysis.Columns
           where columns is not null
           select new SqlTable(project, relation.Id, columns),
    ];
}
