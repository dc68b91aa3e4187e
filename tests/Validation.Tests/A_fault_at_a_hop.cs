using Orchestrator.GoogleSql;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>A hundred faults, each planted at one hop, with or without passing it on to the hops after it.</summary>
public sealed class A_fault_at_a_hop : IAsyncLifetime
{
    private readonly AnalyzerProcess process = AnalyzerProcess.Create();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await process.DisposeAsync();

    [Fact]
    public async Task Is_located_a_hundred_times_in_a_hundred()
    {
        var chance = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            var (rows, hop) = Planted(chance, i);
            var result = await Hops.ResultOf(process, Hops.Trace, rows);
            Assert.Equal(CheckOutcome.Fails, result.Outcome);
            Assert.True(result.Says.StartsWith($"The first hop that disagrees is {hop}: ", StringComparison.Ordinal), $"Fault {i} is at {hop}: {result.Says}");
        }
    }

    [Fact]
    public async Task Is_not_seen_where_there_is_none()
    {
        var result = await Hops.ResultOf(process, Hops.Trace, Hops.Good());
        Assert.Equal((CheckOutcome.Holds, "The item is right everywhere. All 6 expected rows are there, once, as they should be."), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Names_the_hop_before_it_that_is_right()
    {
        var rows = new Dictionary<string, IReadOnlyList<string>>(Hops.Good()) { ["data.clean"] = ["('X', 'b', 420)"] };
        var result = await Hops.ResultOf(process, Hops.Trace, rows);
        Assert.Equal("The first hop that disagrees is data.clean: No row has item 'X', user 'a'. data.raw before it is right.", result.Says);
    }

    // One of: a row lost, a row doubled, another value, NULL, a key that is spelled otherwise; of the first or the second row of the item.
    private static (Dictionary<string, IReadOnlyList<string>> Rows, string Hop) Planted(Random chance, int number)
    {
        var at = number % Hops.Order.Count;
        var (kind, row, passedOn) = (chance.Next(5), chance.Next(2), chance.Next(2) == 0);
        var rows = Hops.Good();
        foreach (var relation in Hops.Order.Skip(at).Take(passedOn ? 3 : 1))
        {
            var good = rows[relation].ToList();
            var bad = kind switch
            {
                0 => null,
                2 => good[row].Replace("420", "419", StringComparison.Ordinal).Replace(", 0)", ", 60)", StringComparison.Ordinal).Replace("'7'", "'6.98'", StringComparison.Ordinal).Replace("'false'", "'true'", StringComparison.Ordinal),
                3 => good[row].Replace("420", "NULL", StringComparison.Ordinal).Replace(", 0)", ", NULL)", StringComparison.Ordinal).Replace("'true'", "NULL", StringComparison.Ordinal).Replace("'false'", "NULL", StringComparison.Ordinal),
                4 => good[row].Replace("'X'", "'x'", StringComparison.Ordinal),
                _ => good[row],
            };
            if (kind != 1) good.RemoveAt(row);
            if (bad is not null) good.Add(bad);
            rows[relation] = good;
        }

        return (rows, Hops.Order[at]);
    }
}
