namespace Orchestrator.Model;

/// <summary>The columns that tell how late rows arrive exist and hold times.</summary>
internal static class ArrivalRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var table in pipeline.Relations.OfType<Table>())
        {
            if (table.Arrival is not { } arrival) continue;
            if (Mistake(table, arrival.EventColumn, ["DATE", "TIMESTAMP", "DATETIME"]) is { } day)
                yield return DiagnosticFacts.BadArrival.On(table.ResourceId.ToString(), day, "Name a DATE, TIMESTAMP or DATETIME column.");
            if (Mistake(table, arrival.LoadColumn, ["TIMESTAMP", "DATETIME"]) is { } load)
                yield return DiagnosticFacts.BadArrival.On(table.ResourceId.ToString(), load, "Name a TIMESTAMP or DATETIME column.");
        }
    }

    private static string? Mistake(Table table, string name, string[] types)
    {
        if (StorageRules.ColumnNamed(table.Columns, name) is not { } column) return $"Its lateness is told by '{name}', which is not one of its columns.";
        return types.Contains(Column.CanonicalType(column.Type)) && column.Mode != ColumnMode.Repeated ? null : $"Its lateness is told by '{column.Name}', which is {column.Type}.";
    }
}
