using System.Text.Json.Nodes;

namespace Cli.Tests.Escalating;

public sealed class AReportOfAPipeline
{
    [Fact]
    public async Task With_nothing_wrong_says_so_and_exits_with_0_and_a_second_one_replaces_the_first()
    {
        using var run = new CommandRun(Checking.CheckedPipeline.Declare());
        Assert.Equal(0, await run.RunAsync("up", "checked"));
        Assert.True(await run.RunAsync("run", "checked", "rebuild") == 0, run.Output + run.Errors);
        for (var time = 0; time < 2; time++)
        {
            run.Forget();
            Assert.True(await run.RunAsync("report", "checked", "--format", "json") == 0, run.Output + run.Errors);
            var report = JsonNode.Parse(run.Output)!;
            Assert.Equal("Nothing to escalate: every check holds and nothing has drifted.", (string?)report["headline"]);
            Assert.Equal("info", (string?)report["summary"]!["severity"]);
            // That the job was started by hand is told and is nothing wrong.
            Assert.Equal(["DRIFT012"], report["findings"]!.AsArray().Select(f => (string?)f!["code"]));
            Assert.Equal(["checked.html", "checked.md"], Directory.GetFiles(Path.Combine(run.Folder, "artifacts", "report")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task That_declares_no_check_does_not_claim_that_the_data_are_right()
    {
        using var run = new CommandRun(Monitoring.WatchedPipeline.Declare());
        Assert.Equal(0, await run.RunAsync("up", "watched"));
        run.Forget();
        Assert.Equal(0, await run.RunAsync("report", "watched"));
        Assert.Contains("Nothing to escalate: nothing has drifted. No check is declared, so nothing is known of the", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_tables_are_not_there_says_that_nothing_is_known_and_exits_with_3()
    {
        using var run = new CommandRun(Checking.CheckedPipeline.Declare());
        Assert.Equal(3, await run.RunAsync("report", "checked", "--format", "json"));
        var report = JsonNode.Parse(run.Output)!;
        Assert.StartsWith("3 of 3 checks could not be made: filled, quiet, rightly.", (string?)report["headline"], StringComparison.Ordinal);
        Assert.Equal("3 checks could not be made, so nobody knows whether they hold", (string?)report["summary"]!["severityReasons"]![0]);
    }

    [Fact]
    public async Task Into_a_file_is_refused_before_anything_is_looked_at()
    {
        using var run = new CommandRun();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "taken"), "");
        Assert.Equal(1, await run.RunAsync("report", "r360funnel", "--out", "taken/deeper"));
        Assert.Equal($"orchestrator: {Path.Combine(run.Folder, "taken")} is a file: name a folder for --out, which is made when it is not there.", run.Errors.Trim());
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Is_not_half_written_when_one_of_its_files_cannot_be()
    {
        using var run = new CommandRun(Monitoring.WatchedPipeline.Declare());
        Directory.CreateDirectory(Path.Combine(run.Folder, "out", "watched.html"));
        Assert.Equal(1, await run.RunAsync("report", "watched", "--out", "out"));
        Assert.Contains("None was written.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(run.Folder, "out")));
    }

    [Theory]
    [InlineData("--at", "2026-01-01T00:00:00Z")]
    [InlineData("--target", "gcp")]
    [InlineData("--endpoint", "http://127.0.0.1:9050")]
    [InlineData("--project", "other")]
    [InlineData("--state", "there")]
    public async Task Takes_what_an_incident_would_ignore(string flag, string value)
    {
        using var run = new CommandRun();
        Assert.Equal(1, await run.RunAsync("report", "000", flag, value));
        Assert.StartsWith($"orchestrator: {flag} is for a pipeline as it is: incident 000 is looked at as it was found, on a local cloud of its own.", run.Errors, StringComparison.Ordinal);
    }
}
