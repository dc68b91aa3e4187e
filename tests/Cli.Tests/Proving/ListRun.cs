using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Cli;

namespace Cli.Tests;

/// <summary>Runs <c>prove</c> on lists of jobs that a test writes, from 2026-01-01 on unless it says otherwise.</summary>
internal sealed class ListRun : IDisposable
{
    private readonly CommandRun run = new();
    private readonly List<string> files = [];

    public string Folder => run.Folder;

    public string Output => run.Output;

    public string Errors => run.Errors;

    public static async Task<ListRun> OfAsync(string list, params string[] more)
    {
        var run = new ListRun().With("jobs.csv", list);
        run.Exit = await run.ProveAsync(more);
        return run;
    }

    public int Exit { get; private set; }

    public JsonNode Json => JsonNode.Parse(run.Output)!;

    public ListRun With(string file, string text)
    {
        File.WriteAllText(Path.Combine(run.Folder, file), text);
        files.Add(file);
        return this;
    }

    public Task<int> ProveAsync(params string[] more) =>
        run.RunAsync(["prove", .. files.SelectMany(f => new[] { "--schedules", f }), .. more.Contains("--at") ? [] : new[] { "--at", "2026-01-01T00:00:00Z" }, .. more]);

    public static async Task<(int Exit, string Output)> FromInputAsync(string list)
    {
        using var output = new StringWriter();
        using var terminal = new Terminal { In = new StringReader(list), Out = output, Error = TextWriter.Null, WallClock = () => Instant.FromUtc(2026, 1, 1, 0, 0), Folder = Path.GetTempPath() };
        return (await OrchestratorCommand.RunAsync(["prove", "--schedules", "-"], terminal), output.ToString());
    }

    public void Forget() => run.Forget();

    public void Dispose() => run.Dispose();
}
