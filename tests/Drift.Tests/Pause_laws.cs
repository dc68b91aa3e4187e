using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Ten thousand jobs, each paused or not in the declaration and in the world: whoever heals by the findings never resumes a declared pause.</summary>
public sealed class Pause_laws
{
    private const int Runs = 100;
    private const int Jobs = 100;
    private static readonly string[] Live = ["ENABLED", "PAUSED", "DISABLED", "UPDATE_FAILED"];

    [Fact]
    public void No_declared_pause_is_to_be_resumed_and_every_undeclared_one_is_found()
    {
        var random = new Random(8);
        var (declaredPauses, undeclared) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var states = Enumerable.Range(0, Jobs).Select(i => (Name: $"job-{i}", Paused: random.Next(2) == 0, Live: Live[random.Next(Live.Length)], Age: random.Next(60 * 24))).ToList();
            var analyzed = ManyJobs.Analyzed([.. states.Select(s => (s.Name, s.Paused))]);
            var now = Instant.FromUtc(2025, 1 + (run % 12), 10, run % 24, 30);
            var observed = new Observation([.. DesiredState.Of(analyzed, "p").Select(s => s.Id.Kind == ResourceKind.Job ? s with { Properties = s.Properties.SetItem("state", states.First(x => x.Name == s.Id.Name).Live) } : s)], [])
            {
                Activity = states.ToDictionary(s => ResourceId.Job(s.Name), s => new JobActivity { LastAttempt = now - Duration.FromMinutes(s.Age), StatusCode = 0 }),
            };
            var findings = DriftFinder.Find(SmallPipeline.Evidence(analyzed, observed, now)).ToLookup(f => f.Subject);
            foreach (var state in states)
            {
                var own = findings[$"job/{state.Name}"].ToList();
                if (state.Paused)
                {
                    declaredPauses++;
                    Assert.DoesNotContain(own, f => f.Code == "DRIFT007" || f.Remedy?.Contains(" resume ", StringComparison.Ordinal) == true || f.Remedy?.Contains(" run ", StringComparison.Ordinal) == true);
                    Assert.Equal(state.Live == "ENABLED", own.Any(f => f.Code == "DRIFT008"));
                    Assert.Equal(state.Live == "PAUSED", own.Count == 0);
                }
                else if (state.Live == "PAUSED")
                {
                    undeclared++;
                    Assert.Contains(own, f => f.Code == "DRIFT007" && f.Remedy!.StartsWith($"gcloud scheduler jobs resume {state.Name} ", StringComparison.Ordinal));
                }
                else
                {
                    Assert.Equal(state.Live != "ENABLED", own.Any(f => f.Code == "DRIFT013"));
                }
            }
        }

        Assert.True(declaredPauses + undeclared > 5_000, $"{declaredPauses} declared, {undeclared} undeclared");
    }
}
