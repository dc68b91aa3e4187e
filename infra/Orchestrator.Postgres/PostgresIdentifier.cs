namespace Orchestrator.Postgres;

/// <summary>The one place where names become PostgreSQL identifiers.</summary>
internal static class PostgresIdentifier
{
    /// <summary>A name in double quotes, safe whatever it contains.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
