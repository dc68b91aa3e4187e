namespace Cli.Tests;

/// <summary>What `prove` says beside its verdicts: completeness, staleness, and the age of input of frequent jobs.</summary>
public sealed class WhatReadersMiss
{
    // Source document 003: an hourly prediction at :05, and an upload at :00 and :30.
    private const string Feed = """
        name,schedule,zone,longest,reads,writes
        predictions,5 * * * *,America/Phoenix,1m,,predictions
        google-upload,"*/30 * * * *",America/Phoenix,2m,predictions,google
        """;

    [Fact]
    public async Task The_conversion_feed_reads_predictions_of_55_and_25_minutes_and_every_second_start_finds_nothing_new()
    {
        using var run = await ListRun.OfAsync(Feed, "--format", "json");
        Assert.Equal(0, run.Exit);
        var ages = run.Json["summary"]!["inputAges"]!.AsArray();
        Assert.Equal([(0, 55, 8784, 8784), (30, 25, 8784, 0)], ages.Select(a => ((int)a!["minute"]!, (int)a["ageMinutes"]!, (int)a["starts"]!, (int)a["withoutNewInput"]!)));
    }

    [Fact]
    public async Task The_declared_pipeline_is_complete_at_04_15_and_lacks_rows_until_then()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("prove", "servicetitan", "--at", "2026-01-15T12:00:00Z", "--format", "json"));
        var summary = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["summary"]!;
        Assert.Equal(6, (int)summary["holding"]!);
        Assert.Equal(7, summary["complete"]!.AsArray().Count);
        Assert.All(summary["complete"]!.AsArray(), view => Assert.Equal("04:15", (string)view!["usual"]!));
        Assert.All(summary["stale"]!.AsArray(), view => Assert.Equal("02:10-04:15", string.Join(',', view!["windows"]!.AsArray().Select(w => $"{w!["from"]}-{w["until"]}"))));
    }
}
