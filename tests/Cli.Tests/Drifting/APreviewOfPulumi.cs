using Orchestrator.Cli;
using Orchestrator.Model;
using Orchestrator.Pulumi;

namespace Cli.Tests;

public sealed class APreviewOfPulumi : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orchestrator-pulumi-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Says_of_what_both_saw_that_both_saw_it_and_adds_what_only_Pulumi_saw()
    {
        var preview = PulumiPreview.Read(await File.ReadAllTextAsync(Path.Combine(Root(AppContext.BaseDirectory), "tests", "Cli.Tests", "Drifting", "preview.json")));
        Finding[] ours =
        [
            Of("DRIFT007", "job/sync", "state"), Of("DRIFT009", "job/sync", null), Of("DRIFT001", "job/sync", "timeZone"), Of("DRIFT001", "job/sync", "attemptDeadline"),
            Of("DRIFT002", "view/st.ids", null), Of("DRIFT001", "table/st.raw", "schema.name"), Of("DRIFT003", "job/stranger", null),
        ];
        var merged = PreviewMerge.Of(Small(), ours, preview);
        Assert.Equal(
            ["DRIFT001 job/sync timeZone", "DRIFT001 table/st.raw schema.name", "DRIFT002 view/st.ids", "DRIFT007 job/sync state"],
            merged.Where(f => f.Message.EndsWith("Pulumi's preview shows it too.", StringComparison.Ordinal)).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["PULUMI003 job/sync httpTarget.headers[\"X-Trace\"]", "PULUMI003 pulumi/account-small-pipeline displayName", "PULUMI004 table/st.raw"],
            merged.Where(f => f.Code.StartsWith("PULUMI", StringComparison.Ordinal)).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Contains("stored rows would be lost", merged.Single(f => f.Code == "PULUMI004").Message, StringComparison.Ordinal);
        Assert.Equal(ours.Length + 3, merged.Count);
    }

    [Fact]
    public async Task Is_run_with_the_arguments_that_a_drift_job_wants()
    {
        Script("""echo "$@" > arguments; echo '{"steps":[],"changeSummary":{"same":2}}'; exit 7""");
        Assert.True((await PulumiCli.RunAsync(folder, folder, default)).IsClean);
        Assert.Equal("preview --refresh --expect-no-changes --json", (await File.ReadAllTextAsync(Path.Combine(folder, "arguments"))).Trim());
    }

    [Fact]
    public async Task That_fails_is_not_observed_and_told_in_the_words_of_Pulumi()
    {
        Script("echo 'error: no stack named prod found' >&2; exit 6");
        var failed = await Assert.ThrowsAsync<VerbFailedException>(() => PulumiCli.RunAsync(folder, folder, default));
        Assert.Equal((3, "'pulumi preview --refresh --expect-no-changes --json' ended with code 6 and gave no preview: error: no stack named prod found."), (failed.Exit, failed.Message));
    }

    [Fact]
    public async Task Without_the_CLI_is_one_clear_sentence()
    {
        var failed = await Assert.ThrowsAsync<VerbFailedException>(() => PulumiCli.RunAsync(folder, folder, default));
        Assert.Equal((3, "The pulumi CLI is not on PATH: install it, or give a recorded preview with --pulumi-preview."), (failed.Exit, failed.Message));
    }

    [Fact]
    public async Task From_a_file_that_is_none_is_a_mistake_of_the_user()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "wrong.json"), "Previewing update");
        Assert.Equal(1, (await Assert.ThrowsAsync<VerbFailedException>(() => PulumiCli.ReadAsync("wrong.json", folder, default))).Exit);
        Assert.Contains("There is no preview at none.json", (await Assert.ThrowsAsync<VerbFailedException>(() => PulumiCli.ReadAsync("none.json", folder, default))).Message, StringComparison.Ordinal);
    }

    private void Script(string body)
    {
        var path = Path.Combine(folder, "pulumi");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static Finding Of(string code, string subject, string? property) => new() { Code = code, Severity = Severity.Error, Subject = subject, Property = property, Message = "Differs." };

    private static Pipeline Small()
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
            SqlFiles = new Dictionary<string, string>(),
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = dataset, Name = "raw", Columns = [new("id", "INT64")] });
        pipeline.View(dataset, "ids");
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/raw"), Writes = [raw] });
        return pipeline.Build();
    }

    private static string Root(string path) => File.Exists(Path.Combine(path, "Orchestrator.sln")) ? path : Root(Path.GetDirectoryName(path)!);
}
