using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Tests;

namespace Benchmarks;

/// <summary>The peers that Node runs, asked through a script; their versions are those of package-lock.json.</summary>
public sealed class ClockPeers
{
    private readonly string script;

    private ClockPeers(string script) => this.script = script;

    /// <summary>The version of Quartz that runs beside us.</summary>
    public static string QuartzVersion { get; } = typeof(Quartz.CronExpression).Assembly.GetName().Version!.ToString(3);

    /// <summary>The peers of a repository, whose node_modules has them.</summary>
    public static ClockPeers In(string repository) => new(Path.Combine(repository, "tests", "Benchmarks", "peers", "peers.cjs"));

    /// <summary>Nanoseconds per fire of each repetition, by library and expression; each library with its version.</summary>
    public IReadOnlyList<(string Library, IReadOnlyList<IReadOnlyList<double>> Nanoseconds)> Speed(IReadOnlyList<string> crons, string zone, int fires, int repetitions)
    {
        var answer = Ask(new JsonObject
        {
            ["ask"] = "speed",
            ["crons"] = JsonSerializer.SerializeToNode(crons),
            ["zone"] = zone,
            ["from"] = Fleet.From.ToString(),
            ["fires"] = fires,
            ["repetitions"] = repetitions,
        });
        return
        [
            .. answer["answer"]!.AsObject().Select(library => ($"{library.Key} {answer["versions"]![library.Key]}",
                (IReadOnlyList<IReadOnlyList<double>>)[.. library.Value!.AsArray().Select(times => times.Deserialize<double[]>()!)])),
        ];
    }

    /// <summary>Asks the pinned cases again: how many answers are as pinned, and each that is not.</summary>
    public (int Same, IReadOnlyList<string> Changed) Recheck()
    {
        var answer = Ask(new JsonObject
        {
            ["ask"] = "fires",
            ["cases"] = new JsonArray([.. ClockChangeFacts.All.Select(f => (JsonNode)new JsonObject { ["cron"] = f.Cron, ["zone"] = ClockChangeFacts.Zone, ["from"] = f.From, ["to"] = f.To })]),
        });
        var (same, changed) = (0, new List<string>());
        foreach (var (library, version, pinned) in new (string, string, Func<ClockChangeFact, string>)[] { ("croner", ClockChangeFacts.Croner, f => f.Croner), ("cron-parser", ClockChangeFacts.CronParser, f => f.CronParser) })
        {
            if ((string)answer["versions"]![library]! != version) changed.Add($"{library} is {answer["versions"]![library]}, and its answers are pinned for {version}.");
            for (var i = 0; i < ClockChangeFacts.All.Count; i++)
            {
                var fires = string.Join(' ', answer["answer"]![library]![i]!.AsArray().Select(at => ((string)at!)[11..16]));
                if (fires == pinned(ClockChangeFacts.All[i])) same++;
                else changed.Add($"{library} answers '{fires}' to {ClockChangeFacts.All[i].Cron} from {ClockChangeFacts.All[i].From}, and '{pinned(ClockChangeFacts.All[i])}' is pinned.");
            }
        }

        return (same, changed);
    }

    private JsonNode Ask(JsonObject request)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException("'node' did not start: install Node 20 or later.");
        node.StandardInput.Write(request.ToJsonString());
        node.StandardInput.Close();
        var text = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        if (node.ExitCode != 0) throw new InvalidOperationException($"The peers' script failed with exit code {node.ExitCode} (its reason is above): run './build.sh', which installs what package-lock.json asks for.");
        return JsonNode.Parse(text)!;
    }
}
