namespace Orchestrator.Model;

/// <summary>What is declared stale belongs to the pipeline, has the columns that it names, and has limits that mean something.</summary>
internal static class StaleRowRules
{
    private static readonly string[] SnapshotTypes = ["DATE", "DATETIME", "TIMESTAMP"];

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        var relations = pipeline.Relations.Select(r => r.Id).ToHashSet();
        foreach (var stale in pipeline.StaleRows)
        {
            var subject = stale.Table.ResourceId.ToString();
            foreach (var missing in Named(stale).Where(r => !relations.Contains(r.Id)))
                yield return DiagnosticFacts.NotInPipeline.On(subject, $"Its stale rows refer to {missing.ResourceId}, which this pipeline does not declare.", $"Declare {missing.ResourceId} with the pipeline's builder.");
            foreach (var (message, remedy) in Mistakes(stale, pipeline)) yield return DiagnosticFacts.BadStaleRows.On(subject, message, remedy);
        }
        foreach (var twice in pipeline.StaleRows.GroupBy(s => s.Table.Id).Where(g => g.Count() > 1))
            yield return DiagnosticFacts.BadStaleRows.On(twice.First().Table.ResourceId.ToString(), "What is stale in it is declared twice.", "Declare it once.");
    }

    private static IEnumerable<Relation> Named(StaleRows stale) => stale.Rule is StaleRule.KeyGone gone ? [stale.Table, gone.Source] : [stale.Table];

    private static IEnumerable<(string Message, string Remedy)> Mistakes(StaleRows stale, Pipeline pipeline)
    {
        if (!PipelineGraph.IsLanded(stale.Table)) yield return ("Its rows are declared stale, but it stores none.", "Name a table that jobs write.");
        if (stale.Ceiling < 1) yield return ($"At most {stale.Ceiling} stale rows may be deleted.", "Declare a ceiling of at least 1.");
        if (stale.UsualRows < 1) yield return ($"A complete read is declared to have {stale.UsualRows} rows.", "Declare how many rows a complete read usually has.");
        if (stale.MinimumShareOfUsual is not (> 0 and <= 1)) yield return ("The smallest share of the usual rows is not between 0 and 1.", "Declare a share above 0 and at most 1.");
        if (pipeline.Datasets.Any(d => d.Id == stale.Backups)) yield return ($"Its backups go to the pipeline's own dataset {stale.Backups}, where they would be drift.", "Name a dataset of backups that the pipeline does not declare.");
        if (stale.Rule is StaleRule.KeyGone { Keys.Count: 0 }) yield return ("Its stale rows are told by a key without columns.", "Name the columns of the key.");
        if (stale.Table is not Table table) yield break;
        foreach (var column in stale.Rule switch { StaleRule.OlderSnapshot older => [older.Column], StaleRule.KeyGone gone => gone.Keys, _ => [] })
            if (!table.Columns.Any(c => c.Name == column)) yield return ($"Its stale rows are told by the column {column}, which it does not have.", "Name one of its columns.");
        if (stale.Rule is StaleRule.OlderSnapshot { Column: var snapshot } && table.Columns.FirstOrDefault(c => c.Name == snapshot) is { } typed && !SnapshotTypes.Contains(Column.CanonicalType(typed.Type)))
            yield return ($"Its snapshots are told by the column {snapshot} of type {typed.Type}.", "Name a DATE, DATETIME or TIMESTAMP column.");
    }
}
