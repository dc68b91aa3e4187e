using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests;

public sealed class UpOnTheLocalGoogle
{
    private static readonly Column[] TwoColumns = [new("id", "INT64"), new("name", "STRING")];

    [Fact]
    public async Task Creates_everything_and_then_has_nothing_to_do()
    {
        using var run = new CommandRun(Pipeline(TwoColumns));
        Assert.Equal(0, await run.RunAsync("up", "small", "--format", "json"));
        Assert.Equal(4, (int)JsonNode.Parse(run.Output)!["summary"]!["create"]!);
        run.Forget();
        Assert.Equal(0, await run.RunAsync("up", "small", "--format", "json"));
        Assert.Empty(JsonNode.Parse(run.Output)!["summary"]!["changes"]!.AsArray());
        run.Forget();
        Assert.Equal(0, await run.RunAsync("drift", "small", "--format", "json"));
        Assert.Empty(JsonNode.Parse(run.Output)!["findings"]!.AsArray());
    }

    [Fact]
    public async Task Refuses_to_lose_a_column_until_the_table_is_permitted_by_name()
    {
        using var before = new CommandRun(Pipeline(TwoColumns));
        var state = Path.Combine(before.Folder, "state");
        Assert.Equal(0, await before.RunAsync("up", "small", "--state", state));
        using var after = new CommandRun(Pipeline([new("id", "INT64")]));
        Assert.Equal(1, await after.RunAsync("up", "small", "--state", state));
        Assert.Contains("--allow-destroy table/st.raw", after.Output, StringComparison.Ordinal);
        after.Forget();
        Assert.Equal(2, await after.RunAsync("plan", "small", "--state", state));
        Assert.Contains("the declaration", after.Output, StringComparison.Ordinal);
        after.Forget();
        Assert.True(await after.RunAsync("up", "small", "--state", state, "--allow-destroy", "table/st.raw") == 0, after.Output + after.Errors);
        after.Forget();
        Assert.Equal(0, await after.RunAsync("drift", "small", "--state", state));
    }

    [Fact]
    public async Task Finishes_a_run_that_was_cut_short_and_says_where()
    {
        using var run = new CommandRun(Pipeline(TwoColumns));
        var journal = Path.Combine(run.Folder, ".orchestrator", "local", "small-project", "small");
        Directory.CreateDirectory(journal);
        // As a kill leaves it: one change begun, and a line that was being written.
        await File.WriteAllTextAsync(Path.Combine(journal, "journal.jsonl"), "{\"begin\":\"dataset/st\",\"action\":\"Create\"}\n{\"beg");
        Assert.Equal(0, await run.RunAsync("up", "small"));
        Assert.Contains("the last run was cut short at 'Create dataset/st'", run.Errors, StringComparison.Ordinal);
        run.Forget();
        Assert.Equal(0, await run.RunAsync("up", "small"));
        Assert.DoesNotContain("cut short", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_nobody_when_another_up_holds_the_journal()
    {
        using var run = new CommandRun(Pipeline(TwoColumns));
        using var other = Orchestrator.Cli.ApplyJournal.Open(Path.Combine(run.Folder, ".orchestrator", "local", "small-project", "small"));
        Assert.Equal(1, await run.RunAsync("up", "small"));
        Assert.Contains("another 'up' is running", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Stops_between_two_changes_when_the_user_asks_and_the_next_run_goes_on()
    {
        using var run = new CommandRun(Pipeline(TwoColumns));
        run.Terminal.Stop();
        Assert.Equal(130, await run.RunAsync("up", "small"));
        Assert.Contains("Stopped.", run.Errors, StringComparison.Ordinal);
        using var next = new CommandRun(Pipeline(TwoColumns));
        Assert.Equal(0, await next.RunAsync("up", "small", "--state", Path.Combine(run.Folder, ".orchestrator")));
    }

    [Fact]
    public async Task Prints_nothing_but_JSON_on_the_output_and_progress_on_the_error_stream()
    {
        using var run = new CommandRun(Pipeline(TwoColumns));
        await run.RunAsync("plan", "small", "--format", "json");
        Assert.Equal(1, (int)JsonNode.Parse(run.Output)!["version"]!);
        Assert.NotEmpty(run.Errors);
    }

    private static Pipeline Pipeline(IReadOnlyList<Column> columns)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "small",
            Project = "small-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "small-pipeline",
            SqlFiles = new Dictionary<string, string> { ["st/ids.sql"] = "SELECT id FROM `small-project.st.raw`" },
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = dataset, Name = "raw", Columns = columns });
        pipeline.View(dataset, "ids");
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/raw"), Writes = [raw], Longest = Duration.FromMinutes(3) });
        return pipeline.Build();
    }
}
