using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>
/// The statements for what a schema update over REST cannot do: drop a column, or give it another type. A wider type keeps the values; any other
/// means a new column in place of the old one, which is why the plan calls it destructive. A field inside a STRUCT goes with its whole column.
/// </summary>
internal static class ColumnStatements
{
    /// <summary>ALTER TABLE statements for the live columns that the declaration has otherwise or no more.</summary>
    public static IEnumerable<string> For(Change change, TableResource live, string project)
    {
        var (dataset, table) = TableWriting.Split(change.Id);
        var name = $"{SqlIdentifier.Quote(project)}.{SqlIdentifier.Quote(dataset)}.{SqlIdentifier.Quote(table)}";
        foreach (var field in live.Schema?.Fields ?? [])
        {
            var column = SqlIdentifier.Quote(field.Name ?? "");
            if (Stays(change.Desired, field, $"schema.{field.Name}")) continue;
            var now = TableSchema.Describe(field).Split(' ');
            var then = change.Desired.Properties.GetValueOrDefault($"schema.{field.Name}")?.Split(' ');
            yield return then is not null && now[1] == then[1] && ColumnChanges.IsWider(now[0], then[0])
                ? $"ALTER TABLE {name} ALTER COLUMN {column} SET DATA TYPE {then[0]}"
                : $"ALTER TABLE {name} DROP COLUMN {column}";
        }
    }

    // A schema update can add fields and relax their mode.
    private static bool Stays(ResourceState desired, FieldResource field, string path)
    {
        var now = TableSchema.Describe(field);
        return desired.Properties.GetValueOrDefault(path) is { } then
            && (now == then || ColumnChanges.IsRelaxed(now, then))
            && (field.Fields ?? []).All(inner => Stays(desired, inner, $"{path}.{inner.Name}"));
    }
}
