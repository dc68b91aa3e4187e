using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Cli.Tests;

/// <summary>The statements that the adviser writes, run on the local engine (F28).</summary>
public sealed class StatementsOfAStrategy
{
    public static TheoryData<Materialization.Rebuilt> Methods => [Materialization.RebuiltWhole, Materialization.RebuiltWindow("kpi_date", 180), Materialization.RebuiltByKey("kpi_date")];

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public async Task Thirty_runs_of_a_rebuild_leave_the_rows_of_the_view(Materialization.Rebuilt method)
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 200);
        var parts = CallsWarehouse.Parts(method);
        await calls.RunAsync(StrategySql.Table(parts));
        await calls.RunAsync(StrategySql.Table(parts));
        var before = await calls.TotalsAsync();
        Assert.Equal("200 200 200 200", before);
        for (var run = 0; run < 30; run++) await calls.RunAsync(StrategySql.Rebuild(parts));
        Assert.Equal(before, await calls.TotalsAsync());

        // And as the days go by, with a new call every day.
        for (var day = 1; day <= 5; day++)
        {
            calls.Today(day);
            await calls.CallAsync(-day, "2.50");
            await calls.RunAsync(StrategySql.Rebuild(parts));
            Assert.Equal(await calls.RightAsync(), await calls.TotalsAsync());
        }
    }

    [Fact]
    public async Task The_INSERT_of_the_document_stores_eight_copies_of_each_date()
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 1);
        await calls.RunAsync("CREATE TABLE `shop-1.d.daily` (kpi_date DATE, calls INT64, amount NUMERIC)");
        for (var day = 0; day < 15; day++)
        {
            calls.Today(day);
            if (day > 0) await calls.CallAsync(-day, "1.00");
            await calls.RunAsync($"INSERT INTO `shop-1.d.daily` SELECT * FROM ({CallsWarehouse.Select}) WHERE kpi_date >= DATE_SUB(CURRENT_DATE('America/Phoenix'), INTERVAL 7 DAY)");
        }

        // 15 days, of which the last seven have not been copied eight times yet: 8 x 8 + 7 + 6 + ... + 1.
        Assert.Equal("15 15 15 15", await calls.RightAsync());
        Assert.Equal("92 15 92 92", await calls.TotalsAsync());
        Assert.Equal(8L, Assert.Single(Assert.Single((await calls.RunAsync("SELECT COUNT(*) FROM `shop-1.d.daily` WHERE kpi_date = '2025-10-28'")).Rows)));
    }

    [Theory]
    [InlineData(180, true)]
    [InlineData(7, false)]
    public async Task A_correction_on_day_179_of_a_look_back_of_180_arrives_if_the_window_reaches_as_far(int window, bool arrives)
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 200);
        var parts = CallsWarehouse.Parts(Materialization.RebuiltWindow("kpi_date", window));
        await calls.RunAsync(StrategySql.Table(parts));
        await calls.CallAsync(179, "99.00");
        await calls.RunAsync(StrategySql.Rebuild(parts));
        Assert.Equal("200 200 201 299", await calls.RightAsync());
        Assert.Equal(arrives ? "200 200 201 299" : "200 200 200 200", await calls.TotalsAsync());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(45, false)]
    [InlineData(240, true)]
    public async Task A_materialized_view_is_made_with_its_options_and_holds_the_rows_of_the_view(int? staleness, bool whole)
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 10);
        var cost = Materialized() with { MaxStaleness = staleness is { } minutes ? Duration.FromMinutes(minutes) : null, NonIncremental = whole };
        var sql = StrategySql.MaterializedView(CallsWarehouse.Parts(), cost);
        Assert.Equal("CREATE_MATERIALIZED_VIEW", (await calls.RunAsync(sql)).StatementType);
        Assert.Equal(await calls.RightAsync(), await calls.TotalsAsync());
        Assert.Equal(whole, sql.Contains("allow_non_incremental_definition = TRUE", StringComparison.Ordinal));
        Assert.Equal(staleness is null ? null : $"0-0 0 {staleness / 60}:{staleness % 60}:0", calls.Staleness());
    }

    [Fact]
    public async Task From_view_to_table_to_materialized_view_readers_keep_the_name_and_can_go_back()
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 40);
        var parts = CallsWarehouse.Parts();
        await calls.RunAsync(StrategySql.View(CallsWarehouse.Project, CallsWarehouse.Daily, CallsWarehouse.Select));
        var right = await calls.RightAsync();
        var steps = Migration.Of(parts, StrategyKind.View, Rebuilt()).Concat(Migration.Of(parts, StrategyKind.Rebuilt, Materialized())).ToList();
        Assert.Equal(5, steps.Count);
        foreach (var step in steps)
        {
            await calls.RunAsync(step.Sql);
            Assert.Equal(right, await calls.TotalsAsync());
        }

        // The rows come from the materialized view now; the SQL of the name says so.
        Assert.Contains("d.daily_materialized", (await calls.RunAsync("SELECT * FROM `shop-1.d.daily`")).ReferencedTables.Select(t => t.Id.ToString()));
        foreach (var step in steps.AsEnumerable().Reverse())
        {
            await calls.RunAsync(step.Back);
            Assert.Equal(right, await calls.TotalsAsync());
        }

        Assert.Equal(["d.calls", "d.daily"], (await calls.RunAsync("SELECT * FROM `shop-1.d.daily`")).ReferencedTables.Select(t => t.Id.ToString()));
    }

    [Fact]
    public async Task A_table_that_has_the_name_itself_gets_behind_a_view_with_its_rows()
    {
        await using var calls = await CallsWarehouse.OpenAsync(days: 40);
        var parts = CallsWarehouse.Parts();
        await calls.RunAsync(StrategySql.Table(parts));
        var right = await calls.TotalsAsync();
        var steps = Migration.InFront(parts, StrategyKind.Rebuilt);
        foreach (var step in steps) await calls.RunAsync(step.Sql);
        Assert.Equal(right, await calls.TotalsAsync());
        foreach (var step in steps.Reverse()) await calls.RunAsync(step.Back);
        Assert.Equal(right, await calls.TotalsAsync());
    }

    private static StrategyCost Materialized() => Rebuilt() with { Kind = StrategyKind.MaterializedView, RefreshEvery = Duration.FromMinutes(30) };

    private static StrategyCost Rebuilt() => new() { Kind = StrategyKind.Rebuilt, BytesPerRead = 0, ReadBytesPerDay = 0, MoneyPerMonth = 0, AddedAge = Duration.Zero, Refreshes = "at 05:00" };
}
