using Orchestrator.Validation;

namespace Postgres.Tests;

[Collection(BothSystems.Name)]
public sealed class KeysOfEveryKind(Systems systems)
{
    [Theory]
    [InlineData("C", true)]
    [InlineData("und-x-icu", true)]
    [InlineData("C", false)]
    public async Task Of_text_are_split_by_their_bytes_whatever_the_collation(string collation, bool indexed)
    {
        var table = $"words_{collation[0]}_{indexed}".ToLowerInvariant();
        await systems.GoogleAsync($"CREATE TABLE d.{table} AS SELECT CONCAT(['a', 'B', 'é', '🦆', '\\uE000'][OFFSET(MOD(id, 5))], CAST(id AS STRING)) AS word, id AS n FROM UNNEST(GENERATE_ARRAY(1, 20000)) AS id");
        await systems.Postgres.ExecuteAsync($$"""
            CREATE TABLE {{table}} (word text COLLATE "{{collation}}"{{(indexed ? " PRIMARY KEY" : "")}}, n int);
            INSERT INTO {{table}} SELECT (ARRAY['a', 'B', 'é', '🦆', U&'\E000'])[id % 5 + 1] || id, id FROM generate_series(1, 20000) AS id;
            UPDATE {{table}} SET n = -n WHERE n = 7777;
            DELETE FROM {{table}} WHERE n = 3;
            ANALYZE {{table}}
            """);
        var result = await systems.CompareAsync(table, new() { Key = ["word"], LeafRows = 10 });
        Assert.Equal((0, 1, 1), (result.Added, result.Removed, result.Changed));
        Assert.Equal(["é7777", "🦆3"], result.Differences.Select(d => d.Key[0]).Order(StringComparer.Ordinal));
        Assert.True(result.Levels.Count > 1);
    }

    [Fact]
    public async Task Of_several_columns_match_rows_together()
    {
        await systems.GoogleAsync("CREATE TABLE d.pairs AS SELECT DIV(id, 10) AS a, CONCAT('p', CAST(MOD(id, 10) AS STRING)) AS b, id AS v FROM UNNEST(GENERATE_ARRAY(0, 4999)) AS id");
        await systems.Postgres.ExecuteAsync("CREATE TABLE pairs (a int, b text, v int, PRIMARY KEY (a, b)); INSERT INTO pairs SELECT id / 10, 'p' || id % 10, id FROM generate_series(0, 4999) AS id; UPDATE pairs SET v = 0 WHERE a = 123 AND b = 'p4'; INSERT INTO pairs VALUES (123, 'p', 1)");
        var result = await systems.CompareAsync("pairs", new() { Key = ["a", "b"], LeafRows = 50 });
        Assert.Equal((1, 0, 1), (result.Added, result.Removed, result.Changed));
        Assert.Equal([["123", "p"], ["123", "p4"]], result.Differences.Select(d => d.Key));
    }

    [Fact]
    public async Task Of_uuids_are_texts_in_small_letters()
    {
        await systems.GoogleAsync("CREATE TABLE d.uuids AS SELECT REGEXP_REPLACE(TO_HEX(MD5(CAST(id AS STRING))), '(.{8})(.{4})(.{4})(.{4})(.{12})', r'\\1-\\2-\\3-\\4-\\5') AS id FROM UNNEST(GENERATE_ARRAY(1, 3000)) AS id");
        await systems.Postgres.ExecuteAsync("CREATE TABLE uuids (id uuid PRIMARY KEY); INSERT INTO uuids SELECT md5(id::text)::uuid FROM generate_series(1, 3000) AS id WHERE id <> 42");
        var result = await systems.CompareAsync("uuids", new() { Key = ["id"], LeafRows = 100 });
        Assert.Equal("a1d0c6e8-3f02-7327-d846-1063f4ac58a6", Assert.Single(result.Differences).Key[0]);
        Assert.Equal((0, 1, 0), (result.Added, result.Removed, result.Changed));
    }

    [Fact]
    public async Task That_are_null_or_repeated_are_reported_apart()
    {
        await systems.GoogleAsync("CREATE TABLE d.odd AS SELECT id, id AS v FROM UNNEST(GENERATE_ARRAY(1, 3000)) AS id UNION ALL SELECT NULL, 1 UNION ALL SELECT 5, 5 UNION ALL SELECT 2500, 1");
        await systems.Postgres.ExecuteAsync("CREATE TABLE odd (id int, v int); INSERT INTO odd SELECT id, id FROM generate_series(1, 3000) AS id; INSERT INTO odd VALUES (5, 5), (NULL, 1), (NULL, 2), (1999, 0)");
        var result = await systems.CompareAsync("odd", new() { Key = ["id"], LeafRows = 100 });
        Assert.Equal((1, 2), (result.Left.NullKeys, result.Right.NullKeys));
        Assert.Equal(3, result.RepeatedKeys);
        Assert.Equal([("1999", 1, 2), ("2500", 2, 1), ("5", 2, (long?)null)], result.Repeated.Select(k => (k.Key[0], k.Left, k.Right)));
        Assert.Equal(0, result.Added + result.Removed + result.Changed);
        Assert.False(result.Equal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_ends_of_the_numbers_are_found(bool indexed)
    {
        var table = indexed ? "ends_indexed" : "ends";
        await systems.GoogleAsync($"CREATE TABLE d.{table} AS SELECT id FROM UNNEST(GENERATE_ARRAY(-1500, 1500)) AS id UNION ALL SELECT CAST('9223372036854775807' AS INT64) UNION ALL SELECT CAST('-9223372036854775808' AS INT64)");
        await systems.Postgres.ExecuteAsync($"CREATE TABLE {table} (id bigint{(indexed ? " PRIMARY KEY" : "")}); INSERT INTO {table} SELECT * FROM generate_series(-1500, 1500); INSERT INTO {table} VALUES ('9223372036854775806'), ('-9223372036854775808')");
        var result = await systems.CompareAsync(table, new() { Key = ["ID"], LeafRows = 10 });
        Assert.Equal([("9223372036854775806", RowDifferenceKind.Added), ("9223372036854775807", RowDifferenceKind.Removed)], result.Differences.Select(d => (d.Key[0], d.Kind)));
    }
}
