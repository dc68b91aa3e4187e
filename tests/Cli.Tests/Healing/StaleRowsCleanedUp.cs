using System.Text.Json.Nodes;

namespace Cli.Tests.Healing;

public sealed class StaleRowsCleanedUp
{
    private const string Content = "SELECT TO_HEX(MD5(STRING_AGG(r ORDER BY r))) FROM (SELECT TO_JSON_STRING(t) AS r FROM `small-project.karbon_data.BUDGET` AS t)";

    [Fact]
    public async Task Are_counted_exactly_then_deleted_exactly_then_brought_back_exactly()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 29, rows: 210);
        var before = await world.QueryAsync(Content);

        Assert.Equal(2, await world.RunAsync("clean", "budget", "karbon_data.BUDGET"));
        Assert.Equal((6090, 210, 0), ((int)world.Summary["stale"]!, (int)world.Summary["current"]!, (int)world.Summary["deleted"]!));
        Assert.Equal(["DRIFT020", "DRIFT021"], JsonNode.Parse(world.Run.Output)!["findings"]!.AsArray().Select(f => (string)f!["code"]!));
        Assert.Contains("29 older snapshots", (string?)world.Summary["signature"], StringComparison.Ordinal);
        Assert.Equal(before, await world.QueryAsync(Content));

        Assert.True(await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "6090") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((6090, 6300, 210), ((int)world.Summary["deleted"]!, (int)world.Summary["rowsBefore"]!, (int)world.Summary["rowsAfter"]!));
        Assert.Equal("210", await world.QueryAsync("SELECT COUNT(*) FROM `small-project.karbon_data.BUDGET` WHERE sync_reporting_date = '2025-08-13'"));
        Assert.Equal("210", await world.QueryAsync("SELECT COUNT(*) FROM `small-project.karbon_data.BUDGET`"));
        Assert.True(await world.RunAsync("drift", "budget") == 0, world.Run.Output);

        Assert.True(await world.RunAsync("undo", "budget") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((6090, 6300, true), ((int)world.Summary["restored"]!, (int)world.Summary["rows"]!, (bool)world.Summary["asBefore"]!));
        Assert.Equal((string?)world.Summary["checksumBefore"], (string?)world.Summary["checksum"]);
        Assert.Equal(before, await world.QueryAsync(Content));
        Assert.Equal(1, await world.RunAsync("undo", "budget"));
        Assert.Contains("There is no clean-up of budget to undo.", world.Run.Errors, StringComparison.Ordinal);
        var audit = File.ReadAllLines(world.Audit).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["clean done", "undo done"], audit.Select(l => $"{l["step"]} {l["outcome"]}"));
        Assert.Equal((6300, 210), ((int)audit[0]["before"]!["rows"]!, (int)audit[0]["after"]!["rows"]!));
    }

    [Fact]
    public async Task Are_1086638_beside_37304_as_in_2025_and_exactly_they_go_and_come_back()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 29, rows: 37_304);
        await world.AppendAsync(days: 0, rows: 4_822, newest: "2025-07-15");
        Assert.Equal(2, await world.RunAsync("clean", "budget", "karbon_data.BUDGET"));
        Assert.Equal((1_086_638, 37_304), ((int)world.Summary["stale"]!, (int)world.Summary["current"]!));
        Assert.StartsWith("1,086,638 stale = 29.13 x 37,304; 29 older snapshots", (string?)world.Summary["signature"], StringComparison.Ordinal);
        Assert.True(await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "1086638") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((1_086_638, 37_304), ((int)world.Summary["deleted"]!, (int)world.Summary["rowsAfter"]!));
        Assert.True(await world.RunAsync("undo", "budget") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((1_086_638, 1_123_942, true), ((int)world.Summary["restored"]!, (int)world.Summary["rows"]!, (bool)world.Summary["asBefore"]!));
    }

    [Fact]
    public async Task Are_brought_back_beside_what_was_written_since()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 3, rows: 200);
        Assert.Equal(0, await world.RunAsync("clean", "budget", "table/karbon_data.BUDGET", "--execute", "--expect", "600"));
        await world.AppendAsync(days: 0, rows: 205, newest: "2025-08-14");
        Assert.True(await world.RunAsync("undo", "budget") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((600, 1005, false), ((int)world.Summary["restored"]!, (int)world.Summary["rows"]!, (bool)world.Summary["asBefore"]!));
    }

    [Fact]
    public async Task Are_left_when_they_are_not_what_was_expected()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 3, rows: 200);
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute"));
        Assert.Contains("Say how many rows", world.Run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "599"));
        Assert.Contains("Nothing was deleted: 600 rows are stale, not the 599 that were expected", world.Run.Errors, StringComparison.Ordinal);
        // A sync that stopped half-way: the newest snapshot has fewer than half of the usual rows.
        await world.AppendAsync(days: 0, rows: 99, newest: "2025-08-14");
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "800"));
        Assert.Contains("The newest snapshot has 99 rows, less than 100", world.Run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.NOTHING"));
        Assert.Contains("choose one of karbon_data.BUDGET, karbon_data.CLIENT.", world.Run.Errors, StringComparison.Ordinal);
        Assert.Equal("899", await world.QueryAsync("SELECT COUNT(*) FROM `small-project.karbon_data.BUDGET`"));
        Assert.All(File.ReadAllLines(world.Audit), l => Assert.Equal("refused", (string)JsonNode.Parse(l)!["outcome"]!));
    }

    [Fact]
    public async Task Are_left_when_no_backup_can_be_made()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 1, rows: 200);
        // Somebody has the name already.
        await world.QueryAsync("CREATE SCHEMA `small-project.karbon_data_backup`");
        await world.QueryAsync("CREATE TABLE `small-project.karbon_data_backup.BUDGET_20251021T180000Z_1` (id INT64)");
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "200"));
        Assert.Contains("Nothing was deleted: no backup could be made:", world.Run.Errors, StringComparison.Ordinal);
        Assert.Equal("400", await world.QueryAsync("SELECT COUNT(*) FROM `small-project.karbon_data.BUDGET`"));
        Assert.Equal("refused", (string)JsonNode.Parse(File.ReadAllLines(world.Audit).Single())!["outcome"]!);
    }

    [Fact]
    public async Task Are_brought_back_though_the_clean_up_was_cut_short()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.AppendAsync(days: 2, rows: 200);
        Assert.Equal(0, await world.RunAsync("clean", "budget", "karbon_data.BUDGET", "--execute", "--expect", "400"));
        // As a kill between the deletion and its confirmation leaves it.
        var record = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(world.Audit)!, "cleanings")).Single();
        var json = JsonNode.Parse(await File.ReadAllTextAsync(record))!;
        json["after"] = null;
        await File.WriteAllTextAsync(record, json.ToJsonString());
        Assert.True(await world.RunAsync("undo", "budget") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal((400, 600, true), ((int)world.Summary["restored"]!, (int)world.Summary["rows"]!, (bool)world.Summary["asBefore"]!));
    }

    [Fact]
    public async Task Are_told_by_a_key_that_is_gone_from_the_source()
    {
        await using var world = await StalePipeline.StartAsync();
        await world.QueryAsync("INSERT INTO `small-project.karbon_data.CLIENT` (ID, TEAM, NAME) VALUES ('a', 'x', 'A'), ('b', 'x', 'B'), ('c', 'y', 'C'), ('d', 'y', 'D'), (NULL, 'y', 'E')");
        Assert.Equal(1, await world.RunAsync("clean", "budget", "karbon_data.CLIENT", "--execute", "--expect", "4"));
        Assert.Contains("table/karbon_data.CLIENT_SOURCE is empty", world.Run.Errors, StringComparison.Ordinal);
        Assert.Contains("more than the ceiling of 2", world.Run.Errors, StringComparison.Ordinal);
        await world.QueryAsync("INSERT INTO `small-project.karbon_data.CLIENT_SOURCE` (ID, TEAM) VALUES ('a', 'x'), ('b', 'y'), ('c', 'y')");
        Assert.Equal(2, await world.RunAsync("clean", "budget", "karbon_data.CLIENT"));
        Assert.Equal((2, 1), ((int)world.Summary["stale"]!, (int)world.Summary["unjudged"]!));
        Assert.True(await world.RunAsync("clean", "budget", "karbon_data.CLIENT", "--execute", "--expect", "2") == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal("A,C,E", await world.QueryAsync("SELECT STRING_AGG(NAME, ',' ORDER BY NAME) FROM `small-project.karbon_data.CLIENT`"));
        Assert.Equal(0, await world.RunAsync("clean", "budget", "karbon_data.CLIENT"));
        Assert.True(await world.RunAsync("undo", "budget", (string)JsonNode.Parse(File.ReadAllLines(world.Audit)[^1])!["run"]!) == 0, world.Run.Output + world.Run.Errors);
        Assert.Equal("A,B,C,D,E", await world.QueryAsync("SELECT STRING_AGG(NAME, ',' ORDER BY NAME) FROM `small-project.karbon_data.CLIENT`"));
    }
}
