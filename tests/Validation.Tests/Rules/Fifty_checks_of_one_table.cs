using System.Diagnostics;
using System.Globalization;
using Orchestrator.Model;
using Orchestrator.Validation;
using Xunit.Abstractions;

namespace Validation.Tests.Rules;

/// <summary>What one scan saves: bytes by the number of checks, and time as far as the engine's work is reading rather than comparing.</summary>
[Collection(TheTables.Name)]
public sealed class Fifty_checks_of_one_table(LocalTables tables, ITestOutputHelper output)
{
    private static readonly bool Soak = Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK") is { Length: > 0 };
    private static readonly long Rows = Soak ? 10_000_000 : 20_000;

    private static readonly IReadOnlyList<Check> Checks =
    [
        .. Visits.Table.Columns.Select(c => new NotNull { Name = $"null-{c.Name}", Says = "", Relation = Visits.Table, Column = c.Name }),
        new Unique { Name = "key", Says = "", Relation = Visits.Table, Key = ["id"] },
        new Unique { Name = "keys", Says = "", Relation = Visits.Table, Key = ["client", "id"] },
        new RowCount { Name = "count", Says = "", Relation = Visits.Table, Min = 10 },
        new Relationship { Name = "points", Says = "", Relation = Visits.Table, Column = "client", To = Visits.Clients, ToColumn = "id" },
        .. Enumerable.Range(0, 8).Select(i => new AcceptedValues { Name = $"values-{i}", Says = "", Relation = Visits.Table, Column = "channel", Values = ["web", "app", $"v{i}"] }),
        .. Enumerable.Range(0, 8).Select(i => new InRange { Name = $"amount-{i}", Says = "", Relation = Visits.Table, Column = "amount", Min = "0", Max = $"{100 + i}" }),
        .. Enumerable.Range(0, 8).Select(i => new InRange { Name = $"paid-{i}", Says = "", Relation = Visits.Table, Column = "paid", Min = $"-{i + 1}" }),
        .. Enumerable.Range(0, 4).Select(i => new MatchesPattern { Name = $"text-{i}", Says = "", Relation = Visits.Table, Column = "channel", Pattern = TextPattern.Of($"web|app|x{i}") }),
        .. Enumerable.Range(0, 12).Select(i => new Expression { Name = $"row-{i}", Says = "", Relation = Visits.Table, Predicate = $"id >= -{i} AND (client < 1000 OR channel = 'app')", Where = i % 2 == 0 ? null : $"day > DATE '2025-01-{i + 1:00}'" }),
    ];

    [Fact] // 10 million rows and the time with ORCHESTRATOR_SOAK.
    public async Task Are_one_query_that_reads_every_column_once()
    {
        Assert.Equal(50, Checks.Count);
        await tables.RunAsync("CREATE OR REPLACE TABLE `my-project.mart.clients` AS SELECT id, CAST(NULL AS STRING) AS name FROM UNNEST(GENERATE_ARRAY(0, 999)) AS id");
        await tables.RunAsync($"""
            CREATE OR REPLACE TABLE `my-project.mart.visits` AS
            SELECT a * 10000 + b AS id, MOD(b, 1000) AS client, IF(MOD(b, 3) = 0, 'web', 'app') AS channel, CAST(MOD(b, 90) AS FLOAT64) AS amount, CAST(MOD(b, 90) AS NUMERIC) AS paid,
              DATE_ADD(DATE '2025-01-01', INTERVAL MOD(b, 300) DAY) AS day
            FROM UNNEST(GENERATE_ARRAY(0, {Rows / 10_000 - 1})) AS a CROSS JOIN UNNEST(GENERATE_ARRAY(0, 9999)) AS b
            """);

        var (asked, clock) = (tables.Asked, Stopwatch.StartNew());
        var together = await tables.RunAsync(Checks);
        var (one, queries) = (clock.Elapsed, tables.Asked - asked);
        Assert.All(together, r => Assert.True(r.Outcome == CheckOutcome.Holds, r.Says));
        Assert.Equal(1, queries);

        clock.Restart();
        var alone = new List<CheckResult>();
        foreach (var check in Checks) alone.Add(await tables.ResultAsync(check));
        Assert.Equal(together.Select(r => r.Says), alone.Select(r => r.Says));

        var union = (await tables.DryRunAsync(new("SELECT id, client, channel, amount, paid, day, (SELECT COUNT(id) FROM `my-project.mart.clients`) FROM `my-project.mart.visits`", []), CancellationToken.None)).BytesProcessed;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows: one scan {one.TotalSeconds:0.00} s, {together[0].BytesProcessed:N0} bytes (union {union:N0}); 50 queries {clock.Elapsed.TotalSeconds:0.00} s, {alone.Sum(r => r.BytesProcessed):N0} bytes"));
        Assert.True(together[0].BytesProcessed <= 1.02 * union);
        Assert.True(alone.Sum(r => r.BytesProcessed) >= 8 * together[0].BytesProcessed);
        if (Soak) Assert.True(clock.Elapsed > one, $"one scan {one}, 50 queries {clock.Elapsed}");
    }
}
