namespace Orchestrator.Engine;

public sealed partial class LocalWarehouse
{
    /// <summary>Runs one statement: a query on a consistent state of all tables; DML and DDL alone, and all of it or nothing.</summary>
    /// <exception cref="QueryException">The statement is wrong, not supported, or failed.</exception>
    public Task<StatementResult> RunAsync(StatementRequest request, CancellationToken cancellation = default) => throw Unsupported.What("statements");

    /// <summary>What <see cref="RunAsync"/> would give, without running anything: columns, tables, bytes, or the same error.</summary>
    /// <exception cref="QueryException">The statement is wrong or not supported.</exception>
    public Task<StatementResult> DryRunAsync(StatementRequest request, CancellationToken cancellation = default) => throw Unsupported.What("statements");
}
