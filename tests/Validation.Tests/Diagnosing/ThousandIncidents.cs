using Orchestrator.Validation;
using Xunit.Abstractions;

namespace Validation.Tests.Diagnosing;

/// <summary>The score of the diagnosis. The seeds below were never used while it was made: those of tuning are below 10,000,000.</summary>
public sealed class ThousandIncidents(ITestOutputHelper output)
{
    private const int Singles = 700;
    private const int Mixtures = 300;

    private readonly System.Diagnostics.Stopwatch watch = new();

    private static readonly CauseKind[] Kinds = [.. Enum.GetValues<CauseKind>().Where(k => k != CauseKind.FilterNotApplied)];

    private static readonly CauseKind[][] Pairs = [.. Kinds.SelectMany((a, i) => Kinds.Skip(i + 1).Select(b => new[] { a, b }))];

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_DIAGNOSIS_SEED"), out var seed) ? seed : 90_000_000;

    [Fact]
    public void Of_seven_causes_and_their_mixtures_are_diagnosed_rightly()
    {
        var scores = Kinds.ToDictionary(k => k, _ => new IncidentScore());
        var mixed = Pairs.ToDictionary(p => (p[0], p[1]), _ => new IncidentScore());
        foreach (var incident in IncidentGenerator.Many(Seed, Singles, i => [Kinds[i % Kinds.Length]])) Add(scores[incident.Truth[0]], incident);
        foreach (var incident in IncidentGenerator.Many(Seed + 1_000_000, Mixtures, i => Pairs[i % Pairs.Length])) Add(mixed[(incident.Truth[0], incident.Truth[1])], incident);

        foreach (var kind in Kinds) output.WriteLine(scores[kind].Row(EffectWords.Name(kind)));
        foreach (var pair in Pairs) output.WriteLine(mixed[(pair[0], pair[1])].Row($"{EffectWords.Name(pair[0])} + {EffectWords.Name(pair[1])}"));
        var (single, mixture) = (scores.Values.Aggregate((a, b) => a + b), mixed.Values.Aggregate((a, b) => a + b));
        output.WriteLine($"diagnosing took {watch.ElapsedMilliseconds} ms");
        output.WriteLine(single.Row("one cause"));
        output.WriteLine(mixture.Row("two causes"));
        var (first, firstTwo, wrong) = (single.First + mixture.First, single.FirstTwo, single.ConfidentlyWrong + mixture.ConfidentlyWrong);
        Assert.True(first >= 950, $"A right cause is first in {first} of 1,000.");
        Assert.True(firstTwo >= 693, $"The right cause is among the first two in {firstTwo} of 700.");
        Assert.True(wrong <= 10, $"Confidently wrong in {wrong} of 1,000.");
        Assert.True(mixture.Both >= 270, $"Both causes are named in {mixture.Both} of 300 mixtures.");
    }

    private void Add(IncidentScore score, SyntheticIncident incident)
    {
        var profile = incident.Profile();
        watch.Start();
        var report = Diagnosis.Of("synthetic", profile);
        watch.Stop();
        if (score.Add(incident, report)) output.WriteLine($"{incident.Seed} {string.Join('+', incident.Truth)} [{incident.Says}] {incident.Counting}, {incident.Rows.Count} rows: {report.Headline} (unexplained {report.Unexplained:0.000}; {string.Join(", ", report.Hypotheses.Take(3).Select(h => $"{h.Kind} {h.Probability:0.00} p={h.PValue:0.0e-0}"))})");
    }
}
