using Orchestrator.Model;

namespace Validation.Tests.Costs;

/// <summary>A warehouse that knows what statements cost, and remembers what was run and what was only asked.</summary>
internal sealed class PricedWarehouse(Func<Query, DryRun> price, Func<Query, QueryAnswer> answer) : IWarehouse
{
    private readonly Lock turn = new();

    public List<Query> Run { get; } = [];

    public List<Query> Asked { get; } = [];

    public Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        lock (turn) Run.Add(query);
        return Task.FromResult(answer(query));
    }

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation)
    {
        lock (turn) Asked.Add(query);
        return Task.FromResult(price(query));
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public static DryRun Reads(long bytes, params IReadOnlyList<string> tables) =>
        new(bytes, [], "SELECT") { Tables = [.. tables.Select(t => new TableReference("my-project", TableId.Parse(t)))] };
}
