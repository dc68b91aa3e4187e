namespace Orchestrator.Cli;

/// <summary>Names of tables in a list.</summary>
internal static class TableNames
{
    /// <summary>The names between semicolons, each once, in their order; <c>`project.dataset.table`</c> and <c>project:dataset.table</c> are the same.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>One name in its one spelling.</summary>
    public static string Plain(string name) => name.Trim().Replace("`", "", StringComparison.Ordinal).Replace(':', '.').Trim();

    /// <summary>Whether two names mean one table: equal, or equal but for the project that only one of them names.</summary>
    public static bool Same(string one, string other) =>
        one == other || (one.Length > other.Length ? one.EndsWith("." + other, StringComparison.Ordinal) && Parts(other) == 2 : other.EndsWith("." + one, StringComparison.Ordinal) && Parts(one) == 2);

    /// <summary>
    /// The jobs with one spelling a table: <c>dataset.table</c> becomes <c>project.dataset.table</c> when the list knows that dataset and table
    /// in one project only.
    /// </summary>
    public static IReadOnlyList<ListedJob> Unify(IReadOnlyList<ListedJob> jobs)
    {
        var full = jobs.SelectMany(j => j.Reads.Concat(j.Writes)).Where(n => Parts(n) == 3).Distinct(StringComparer.Ordinal)
            .GroupBy(n => n[(n.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return full.Count == 0 ? jobs : [.. jobs.Select(j => j with { Reads = Spelled(j.Reads), Writes = Spelled(j.Writes) })];

        IReadOnlyList<string> Spelled(IReadOnlyList<string> names) => [.. names.Select(n => full.GetValueOrDefault(n, n)).Distinct(StringComparer.Ordinal)];
    }

    private static int Parts(string name) => name.AsSpan().Count('.') + 1;
}
