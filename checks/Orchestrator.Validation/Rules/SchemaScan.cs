using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The columns that a relation has, from a dry run, against those that its readers count on.</summary>
internal static class SchemaScan
{
    public static CompiledScan Compile(SchemaIs check, CheckedAt at) => new(
        [check],
        new($"SELECT * FROM {SqlIdentifier.Quote(at.Project, check.Relation.Id)} WHERE FALSE", []),
        (_, answer) => Judge(check, answer.Columns))
    { OnlyColumns = true };

    private static Verdict Judge(SchemaIs check, IReadOnlyList<Column> found)
    {
        var differences = check.Columns.SelectMany(c => Differences(c, found, "")).ToList();
        if (!check.AllowMore)
            differences.AddRange(found.Where(f => Named(check.Columns, f.Name) is null).Select(f => (f.Name, "no such column", Text(f))));
        if (differences.Count == 0) return new($"{check.Relation.Id} has the {check.Columns.Count} columns that are expected.", [], found.Count);
        return new(
            $"{check.Relation.Id} has other columns than are expected: {string.Join("; ", differences.Select(d => $"{d.Item1} is {d.Item3} instead of {d.Item2}"))}.",
            [.. differences.Select(d => new Dictionary<string, string?> { ["column"] = d.Item1, ["expected"] = d.Item2, ["found"] = d.Item3 })],
            found.Count);
    }

    private static IEnumerable<(string Column, string Expected, string Found)> Differences(Column expected, IReadOnlyList<Column> columns, string path)
    {
        var name = path + expected.Name;
        var found = Named(columns, expected.Name);
        if (found is null || Text(found) != Text(expected)) return [(name, Text(expected), found is null ? "missing" : Text(found))];
        return expected.Fields.SelectMany(f => Differences(f, found.Fields, name + "."));
    }

    private static Column? Named(IReadOnlyList<Column> columns, string name) => columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Text(Column column) => column.Mode == ColumnMode.Repeated ? $"ARRAY<{Column.CanonicalType(column.Type)}>" : Column.CanonicalType(column.Type);
}
