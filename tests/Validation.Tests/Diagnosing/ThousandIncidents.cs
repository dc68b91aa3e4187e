using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class ThousandIncidents(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Tune()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("TUNE_SEED") ?? "1");
        var kinds = Enum.GetValues<CauseKind>().Where(k => k != CauseKind.FilterNotApplied).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var n = 350;
        var good = kinds.ToDictionary(k => k, _ => (0, 0, 0));
        foreach (var i in IncidentGenerator.Many(seed * 100_000, n, i => [kinds[i % 7]]))
        {
            var r = new Ranking(new ProfileTable(i.Profile()));
            var k = i.Truth[0];
            var rank = r.Order.ToList().IndexOf(k);
            var wrong = r.Probability(k) <= 0.05 && kinds.Any(o => o != k && r.Probability(o) >= 0.95);
            good[k] = (good[k].Item1 + (rank == 0 ? 1 : 0), good[k].Item2 + (rank <= 1 ? 1 : 0), good[k].Item3 + (wrong ? 1 : 0));
            if (rank > 0 || wrong) output.WriteLine($"{i.Seed} {k} [{i.Says}] rank {rank} P={r.Probability(k):0.000} n={i.Rows.Count} {i.Counting} hours={i.HasHours} unexplained {r.Unexplained:0.000}\n    best {string.Join(" + ", r.Best.Effects)} {r.Best.Score:0.0} truth's best {string.Join(" + ", (object?[])(r.With(k)?.Effects.ToArray() ?? []))} {r.With(k)?.Score:0.0}");
        }

        foreach (var (k, v) in good) output.WriteLine($"{k} {v} of {n / 7}");
        output.WriteLine($"singles {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        var pairs = kinds.SelectMany((a, x) => kinds.Skip(x + 1).Select(b => new[] { a, b })).ToList();
        var both = pairs.ToDictionary(p => (p[0], p[1]), _ => (0, 0));
        foreach (var i in IncidentGenerator.Many((seed * 100_000) + 50_000, 210, i => pairs[i % 21]))
        {
            var r = new Ranking(new ProfileTable(i.Profile()));
            var ok = i.Truth.All(t => r.Best.Has(t));
            var key = (i.Truth[0], i.Truth[1]);
            both[key] = (both[key].Item1 + (ok ? 1 : 0), both[key].Item2 + 1);
            if (!ok) output.WriteLine($"{i.Seed} {string.Join('+', i.Truth)} [{i.Says}] n={i.Rows.Count} {i.Counting} hours={i.HasHours} un {r.Unexplained:0.000}\n    best {string.Join(" + ", r.Best.Effects)} {r.Best.Score:0.0}");
        }

        foreach (var (k, v) in both) output.WriteLine($"{k} {v}");
        output.WriteLine($"pairs {both.Sum(b => b.Value.Item1)} of 210, {watch.ElapsedMilliseconds} ms");
    }
}
