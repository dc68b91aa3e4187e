namespace Orchestrator.Postgres;

/// <summary>A table or view of a PostgreSQL database.</summary>
/// <param name="Schema">Its schema, as stored.</param>
/// <param name="Name">Its name, as stored: PostgreSQL keeps names that were written without quotes in lower case.</param>
public sealed record PostgresTable(string Schema, string Name)
{
    internal string Quoted => $"{PostgresIdentifier.Quote(Schema)}.{PostgresIdentifier.Quote(Name)}";

    /// <summary><c>schema.table</c>.</summary>
    public override string ToString() => $"{Schema}.{Name}";
}
