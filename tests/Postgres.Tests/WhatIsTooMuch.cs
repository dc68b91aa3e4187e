using System.Diagnostics;
using Orchestrator.Postgres;
using Orchestrator.Validation;

namespace Postgres.Tests;

[Collection(BothSystems.Name)]
public sealed class WhatIsTooMuch(Systems systems)
{
    [Fact]
    public async Task Differences_beyond_the_limit_are_counted()
    {
        await LoadAsync("counted", "v + CASE WHEN id BETWEEN 100 AND 199 THEN 1 ELSE 0 END");
        var result = await systems.CompareAsync("counted", new() { Key = ["id"], LeafRows = 100, Limit = 7 });
        Assert.Equal(100, result.Changed);
        Assert.Equal(["100", "101", "102", "103", "104", "105", "106"], result.Differences.Select(d => d.Key[0]));
    }

    [Fact]
    public async Task Rows_beyond_the_most_are_not_looked_into_and_never_equal()
    {
        await LoadAsync("skipped", "v + 1");
        var result = await systems.CompareAsync("skipped", new() { Key = ["id"], LeafRows = 100, MostRows = 1000 });
        Assert.InRange(result.Changed, 900, 1000);
        Assert.Equal(5000 - result.Changed, result.NotLookedInto);
        Assert.False(result.Equal);
    }

    [Fact]
    public async Task A_range_that_one_side_has_not_is_counted_and_not_moved()
    {
        await LoadAsync("half", "v", "id <= 2500");
        var result = await systems.CompareAsync("half", new() { Key = ["id"], LeafRows = 4 });
        Assert.Equal((0, 2500), (result.Added, result.Removed));
        Assert.Equal(2500 - result.Differences.Count, Assert.Single(result.OneSided).Rows);
    }

    [Fact]
    public async Task An_empty_table_lacks_everything_and_two_are_equal()
    {
        await LoadAsync("vain", "v", "false");
        Assert.Equal(5000, (await systems.CompareAsync("vain", new() { Key = ["id"] })).Removed);
        Assert.True((await systems.CompareAsync("vain", new() { Key = ["id"], LeftWhere = "id < 0 -- none" })).Equal);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_not_green()
    {
        await LoadAsync("slow", "v");
        await using var right = await PostgresRowSource.OpenAsync("postgres:PG/public.slow", systems.Postgres.ConnectionString, new("public", "slow"), TimeSpan.FromMilliseconds(50), default);
        var failure = await Assert.ThrowsAsync<PostgresUnavailableException>(() => TableComparison.RunAsync(new() { Key = ["id"], RightWhere = "pg_sleep(0.01) IS NOT NULL" }, systems.Left("slow"), right, null, default));
        Assert.Contains("--timeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_comparison_stops_its_statement_on_the_server()
    {
        await LoadAsync("stopped", "v");
        using var stop = new CancellationTokenSource();
        await using var right = await systems.RightAsync("stopped");
        var watch = Stopwatch.StartNew();
        var running = TableComparison.RunAsync(new() { Key = ["id"], RightWhere = "pg_sleep(1) IS NOT NULL" }, systems.Left("stopped"), right, null, stop.Token);
        stop.CancelAfter(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
        Assert.Equal(0L, await systems.Postgres.ValueAsync("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'orchestrator compare' AND state = 'active' AND query LIKE '%pg_sleep(1)%'"));
    }

    private async Task LoadAsync(string table, string value, string where = "true")
    {
        await systems.GoogleAsync($"CREATE TABLE d.{table} AS SELECT id, id * 2 AS v FROM UNNEST(GENERATE_ARRAY(1, 5000)) AS id");
        await systems.Postgres.ExecuteAsync($"CREATE TABLE {table} (id int, v int); INSERT INTO {table} SELECT id, {value} FROM (SELECT id, id * 2 AS v FROM generate_series(1, 5000) AS id) AS r WHERE {where}");
    }
}
