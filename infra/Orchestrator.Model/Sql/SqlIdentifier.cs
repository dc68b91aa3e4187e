namespace Orchestrator.Model;

/// <summary>The one place where names become GoogleSQL identifiers.</summary>
public static class SqlIdentifier
{
    /// <summary>A name in backticks, safe whatever it contains.</summary>
    public static string Quote(string name) =>
        $"`{name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("`", @"\`", StringComparison.Ordinal)}`";

    /// <summary>A table in backticks: <c>`project.dataset.table`</c>.</summary>
    public static string Quote(string project, TableId table) => Quote($"{project}.{table}");
}
