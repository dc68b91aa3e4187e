using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Cli.Tests.Checking;

public sealed class AGateAfterADeploy
{
    [Fact]
    public async Task Waits_for_the_next_fire_of_the_changed_job_and_then_checks_what_lies_downstream()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare());
        Assert.Equal(2, await run.RunAsync("check", "checked"));
        Assert.Contains("CHECK005 check/filled", run.Output, StringComparison.Ordinal);
        run.Forget();

        Assert.True(await run.RunAsync("check", "checked", "--after-deploy", "--wait", "24h", "--format", "json") == 0, run.Output + run.Errors);
        var report = JsonNode.Parse(run.Output)!;
        // 04:00 in Phoenix is 11:00 UTC; the deploy was at 18:00 UTC on the day before.
        Assert.Equal("""{"job":"rebuild","outcome":"ran","due":"2025-10-22T11:00:00Z","ranAt":"2025-10-22T11:00:00Z","says":"It ran at 2025-10-22T11:00:00Z and succeeded."}""", report["summary"]!["afterDeploy"]!["jobs"]![0]!.ToJsonString());
        Assert.Equal("2025-10-21T18:00:00Z", (string)report["summary"]!["afterDeploy"]!["since"]!);
        Assert.StartsWith("2025-10-22T11:0", (string)report["at"]!, StringComparison.Ordinal);
        Assert.Contains("running the local clock forward to 2025-10-22T11:00:00Z", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_only_what_lies_downstream_of_the_change()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare());
        Assert.True(await run.RunAsync("check", "checked", "--after-deploy", "--job", "rebuild", "--trigger", "--format", "json") == 0, run.Output + run.Errors);
        Assert.Equal(["filled", "rightly"], JsonNode.Parse(run.Output)!["summary"]!["costs"]!.AsArray().SelectMany(c => c!["checks"]!.AsArray()).Select(c => (string)c!["check"]!).Order());
    }

    [Fact]
    public async Task Starts_the_changed_job_instead_of_waiting_and_notes_it()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare());
        Assert.True(await run.RunAsync("check", "checked", "--after-deploy", "--trigger") == 0, run.Output + run.Errors);
        Assert.Contains("After the deploy 1 of 1 changed jobs have run and succeeded. 3 of 3 checks hold", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"step\":\"run\"", File.ReadAllText(Path.Combine(run.Folder, ".orchestrator", "local", "checked-project", "checked", "audit.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_wait_for_what_comes_too_late_and_is_not_green()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare());
        Assert.Equal(3, await run.RunAsync("check", "checked", "--after-deploy", "--format", "json"));
        var finding = JsonNode.Parse(run.Output)!["findings"]!.AsArray().Single(f => (string)f!["code"]! == "CHECK040")!;
        Assert.Equal("job/rebuild It fires next at 2025-10-22T11:00:00Z, which is after the 2 h that the gate waits: start it with --trigger, or wait longer.", $"{finding["subject"]} {finding["message"]}");
        Assert.DoesNotContain("running the local clock forward", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_2_when_the_run_failed()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare(rows: "SELECT 1 AS id, ERROR('no source') AS mail"));
        Assert.Equal(2, await run.RunAsync("check", "checked", "--after-deploy", "--wait", "1d", "--format", "json"));
        Assert.Equal(["CHECK041 job/rebuild", "CHECK005 check/filled"], JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(f => $"{f!["code"]} {f["subject"]}"));
    }

    [Fact]
    public async Task Expects_nothing_of_a_job_that_is_declared_paused()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare(paused: true, says: "SELECT 1 AS one FROM `checked-project.st.dim` WHERE id < 0"));
        Assert.Equal(2, await run.RunAsync("check", "checked", "--after-deploy"));
        Assert.Contains("0 of 0 changed jobs have run", run.Output, StringComparison.Ordinal);
        Assert.Contains("declared paused", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_plan_from_before_the_deploy_for_what_was_changed()
    {
        using var run = new CommandRun(CheckedPipeline.Declare());
        Assert.Equal(2, await run.RunAsync("plan", "checked", "--output", "json=plan.json"));
        Assert.Equal(0, await run.RunAsync("up", "checked"));
        run.Forget();
        Assert.True(await run.RunAsync("check", "checked", "--after-deploy", "--plan", "plan.json", "--trigger", "--format", "junit") == 0, run.Output + run.Errors);
        Assert.Contains("<testcase name=\"job/rebuild\" classname=\"check\"", run.Output, StringComparison.Ordinal);
        run.Forget();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "other.json"), (await File.ReadAllTextAsync(Path.Combine(run.Folder, "plan.json"))).Replace("\"pipeline\": \"checked\"", "\"pipeline\": \"shop\"", StringComparison.Ordinal));
        Assert.Equal(1, await run.RunAsync("check", "checked", "--after-deploy", "--plan", "other.json"));
        Assert.Contains("other.json is the report of 'plan shop --target local': give that of 'plan checked --target local' from before the deploy.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_what_an_up_changed_that_was_cut_short_before_the_one_that_finished_it()
    {
        using var run = await DeployedAsync(CheckedPipeline.Declare());
        var folder = Path.Combine(run.Folder, ".orchestrator", "local", "checked-project", "checked");
        File.Delete(Path.Combine(folder, "deployment.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "journal.jsonl"), """{"begin":"job/rebuild","action":"Update"}""" + "\n");
        Assert.Equal(0, await run.RunAsync("up", "checked"));
        Assert.Contains("\"changed\":[\"job/rebuild\"]", await File.ReadAllTextAsync(Path.Combine(folder, "deployment.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nobody says what the deploy of checked to local changed", "--after-deploy")]
    [InlineData("declares no job 'nobody': choose of rebuild.", "--after-deploy", "--job", "nobody")]
    [InlineData("--trigger belongs to the gate: add --after-deploy.", "--trigger")]
    [InlineData("--at is one instant, and --after-deploy waits", "--after-deploy", "--at", "2025-10-21T18:00:00Z")]
    [InlineData("--job and --plan both say what the deploy changed", "--after-deploy", "--job", "rebuild", "--plan", "x.json")]
    [InlineData("--wait 'long' is not a length of time", "--after-deploy", "--wait", "long")]
    public async Task Refuses_what_means_nothing_in_one_sentence(string sentence, params string[] flags)
    {
        using var run = new CommandRun(CheckedPipeline.Declare());
        Assert.Equal(1, await run.RunAsync(["check", "checked", .. flags]));
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> DeployedAsync(Pipeline pipeline)
    {
        var run = new CommandRun(pipeline);
        Assert.True(await run.RunAsync("up", "checked") == 0, run.Output + run.Errors);
        run.Forget();
        return run;
    }
}
