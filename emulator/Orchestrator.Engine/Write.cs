using NodaTime;
using Orchestrator.Engine.Duck;

namespace Orchestrator.Engine;

/// <summary>One write in progress: the only one, in a transaction that becomes durable or leaves no trace.</summary>
internal sealed class Write(DuckConnection connection, CatalogSnapshot before, Instant now)
{
    /// <summary>The writer's connection, inside its transaction.</summary>
    public DuckConnection Connection => connection;

    /// <summary>The catalog as it will be after the commit.</summary>
    public CatalogSnapshot After { get; set; } = before;

    /// <summary>The moment of the write.</summary>
    public Instant Now => now;

    /// <summary>Marks that a table's rows changed.</summary>
    public void Touch(TableEntry table) => After = After.With(After.RequireTable(table.Reference) with { Version = table.Version + 1, ModifiedAt = Since(table.ModifiedAt) });

    /// <summary>
    /// The moment of the write, as a table shows it that last changed at <paramref name="last"/>: always a later millisecond, so that two versions never
    /// look alike, although virtual time may stand still or be set back between two runs.
    /// </summary>
    public Instant Since(Instant last) => Instant.Max(now, last + Duration.FromMilliseconds(1));
}
