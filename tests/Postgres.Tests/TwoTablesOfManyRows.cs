using Orchestrator.Model;
using Orchestrator.Validation;

namespace Postgres.Tests;

[Collection(BothSystems.Name)]
public sealed class TwoTablesOfManyRows(Systems systems)
{
    private const int Rows = 60_000;

    [Fact]
    public async Task Differ_in_exactly_the_planted_rows()
    {
        await systems.GoogleAsync($"CREATE TABLE d.many AS SELECT id, CONCAT('user ', CAST(id AS STRING)) AS name, MOD(id, 7) = 0 AS active, CAST(id AS NUMERIC) / 4 AS amount FROM UNNEST(GENERATE_ARRAY(1, {Rows})) AS id");
        await systems.Postgres.ExecuteAsync($"""
            CREATE TABLE many (id bigint PRIMARY KEY, name text, active boolean, amount numeric);
            INSERT INTO many SELECT id, 'user ' || id, id % 7 = 0, id / 4.0 FROM generate_series(1, {Rows}) AS id;
            UPDATE many SET amount = amount + 1 WHERE id IN (17, 40000);
            UPDATE many SET name = NULL WHERE id = 40000;
            DELETE FROM many WHERE id IN (5, 59999);
            INSERT INTO many VALUES (70000, 'new', true, 0);
            ANALYZE many
            """);
        var result = await systems.CompareAsync("many", new() { Key = ["id"] });
        Assert.Equal((1, 2, 2), (result.Added, result.Removed, result.Changed));
        Assert.Equal(["5", "17", "40000", "59999", "70000"], result.Differences.Select(d => d.Key[0]));
        Assert.Equal(new Dictionary<string, long> { ["name"] = 1, ["amount"] = 2 }, result.ChangedColumns);
        Assert.Equal(new ValueDifference("name", ValueKind.Text, "user 40000", null), result.Differences[2].Values[0]);
        Assert.Equal(0, result.RepeatedKeys);
        Assert.False(result.Equal);
    }
}
