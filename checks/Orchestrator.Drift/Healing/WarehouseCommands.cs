using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>The <c>bq</c> commands that bring a dataset, table or view to its declared state.</summary>
internal sealed class WarehouseCommands(AnalyzedPipeline analyzed, string project)
{
    private const string Columns = "schema.";

    /// <summary>The commands; null when <c>bq</c> has no short ones for the change.</summary>
    public IReadOnlyList<string>? Of(Change change)
    {
        if (change.Action == ChangeAction.Replace) return null;
        var creates = change.Action == ChangeAction.Create;
        var changed = creates ? [.. change.Desired.Properties.Keys] : change.Differences.Select(d => d.Property).ToList();
        var description = changed.Contains("description") ? $" --description={ShellText.Quote(change.Desired.Properties.GetValueOrDefault("description", ""))}" : "";
        changed.Remove("description");
        var name = $"{project}:{change.Id.Name}";
        switch (change.Id.Kind)
        {
            case ResourceKind.Dataset when creates: return [$"bq --location={analyzed.Pipeline.Location} mk --dataset{description} {name}"];
            case ResourceKind.View when File(change.Id) is { } file && changed.All(p => p == "view.query"):
                return [$"bq {(creates ? "mk" : "update")} --use_legacy_sql=false{(changed.Count > 0 ? $" --view=\"$(cat {ShellText.Quote(file)})\"" : "")}{description} {ShellText.Quote(name)}"];
            case ResourceKind.Table when creates && Flat(change.Desired, changed) is { } columns: return [$"bq mk --table{description} {ShellText.Quote(name)} {columns}"];
            case not ResourceKind.Job when !creates && changed.Count == 0: return [$"bq update{description} {ShellText.Quote(name)}"];
            default: return null;
        }
    }

    // The file holds the statement only while the project that it names is the one that is healed.
    private string? File(ResourceId id) => project == analyzed.Pipeline.Project
        ? analyzed.Relations.Where(r => r.Key.ToString() == id.Name).Select(r => r.Value.Path).FirstOrDefault()
        : null;

    // Nested, required and repeated columns need a schema file.
    private static string? Flat(ResourceState desired, IReadOnlyList<string> changed)
    {
        var columns = desired.ColumnOrder.Count > 0 ? desired.ColumnOrder : [.. changed.Where(p => p.StartsWith(Columns, StringComparison.Ordinal))];
        if (columns.Count != changed.Count || columns.Count == 0) return null;
        var words = columns.Select(c => (Name: c[Columns.Length..], Type: desired.Properties[c].Split(' '))).ToList();
        return words.All(w => !w.Name.Contains('.', StringComparison.Ordinal) && w.Type is [_, "NULLABLE"]) ? string.Join(',', words.Select(w => $"{w.Name}:{w.Type[0]}")) : null;
    }
}
