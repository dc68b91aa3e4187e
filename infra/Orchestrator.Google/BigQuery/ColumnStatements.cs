using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>
/// The statements for what a schema update over REST cannot do: drop a column, or give it another type. A wider type keeps the values; any other
/// means a new column in place of the old one, which is why the plan calls it destructive.
/// </summary>
internal static class ColumnStatements
{
    private static readonly (string From, string To)[] Wider =
    [
        ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "BIGNUMERIC"), ("NUMERIC", "FLOAT64"), ("BIGNUMERIC", "FLOAT64"),
    ];

    /// <summary>ALTER TABLE statements for the live columns that the declaration has otherwise or no more.</summary>
    public static IEnumerable<string> For(Change change, TableResource live, string project)
    {
        var (dataset, table) = TableWriting.Split(change.Id);
        var name = $"{SqlIdentifier.Quote(project)}.{SqlIdentifier.Quote(dataset)}.{SqlIdentifier.Quote(table)}";
        foreach (var field in live.Schema?.Fields ?? [])
        {
            var column = SqlIdentifier.Quote(field.Name ?? "");
            var now = TableSchema.Describe(field).Split(' ');
            var then = change.Desired.Properties.GetValueOrDefault($"schema.{field.Name}")?.Split(' ');
            if (then is not null && now[0] == then[0] && (now[1] == "REPEATED") == (then[1] == "REPEATED")) continue;
            yield return then is not null && now[1] == then[1] && Wider.Contains((now[0], then[0]))
                ? $"ALTER TABLE {name} ALTER COLUMN {column} SET DATA TYPE {then[0]}"
                : $"ALTER TABLE {name} DROP COLUMN {column}";
        }
    }
}
