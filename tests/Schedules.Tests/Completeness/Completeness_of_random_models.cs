using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class Completeness_of_random_models
{
    private const int WarmUp = 5;
    private const int Days = 8;
    private static readonly DateTimeZone Local = DateTimeZoneProviders.Tzdb["America/Denver"];

    [Fact]
    public void Equals_what_is_found_by_following_every_way_from_every_source()
    {
        var random = new Random(415);
        for (var i = 0; i < 100; i++)
        {
            var model = new RandomModel(random);
            var first = model.NearAChange(random).InZone(Local).Date.PlusDays(-random.Next(4));
            var horizon = new ProofHorizon(Local.AtStartOfDay(first).ToInstant() - Duration.FromHours(random.Next(2)), Local.AtStartOfDay(first.PlusDays(Days)).ToInstant());
            var (found, expected) = (Completeness.OfViews(model.Jobs, [model.View], Local, horizon)[0], BruteForce(model, first));
            Assert.True(expected.SequenceEqual(found.Days.Select(d => (d.Date, d.At))), $"{model}; view {string.Join(',', model.View.Reads)}: {string.Join(' ', expected)} but {string.Join(' ', found.Days)}");
            Assert.Equal(found.Worst!.At, found.CriticalChain[^1].End);
            Assert.All(found.CriticalChain.Zip(found.CriticalChain.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
            Assert.All(found.Slack, slack => Assert.True(slack.Least >= Duration.Zero));
            Assert.Equal(found.Worst.Local, found.Days.Max(d => d.Local));
        }
    }

    private static List<(LocalDate Date, Instant At)> BruteForce(RandomModel model, LocalDate first)
    {
        var begin = Local.AtStartOfDay(first).ToInstant() - Duration.FromDays(WarmUp);
        var worst = new SortedDictionary<LocalDate, Instant>();
        foreach (var fires in model.Fires(begin, begin + Duration.FromDays(35)))
        {
            var runs = model.Jobs.Select((job, i) => Runs(fires[i], job.Longest, begin)).ToList();
            for (var day = first; day < first.PlusDays(Days); day = day.PlusDays(1))
            {
                // Every way from a source to the view, run by run.
                var arrivals = from last in Enumerable.Range(0, runs.Count)
                               where model.Jobs[last].Writes.Any(model.View.Reads.Contains)
                               from at in Ways(model, runs, last, day)
                               select at;
                foreach (var at in arrivals) worst[day] = worst.TryGetValue(day, out var known) && known > at ? known : at;
            }
        }

        return [.. worst.Select(d => (d.Key, d.Value))];
    }

    private static IEnumerable<Instant> Ways(RandomModel model, List<List<(Instant Start, Instant End)>> runs, int job, LocalDate day)
    {
        var producers = Enumerable.Range(0, runs.Count).Where(p => p != job && model.Jobs[p].Writes.Any(model.Jobs[job].Reads.Contains)).ToList();
        if (producers.Count == 0) return runs[job].Where(r => r.Start.InZone(Local).Date == day).TakeLast(1).Select(r => r.End);
        return producers.SelectMany(p => Ways(model, runs, p, day)).Select(landed => runs[job].First(r => r.Start >= landed).End);
    }

    private static List<(Instant Start, Instant End)> Runs(bool[] fires, Duration longest, Instant begin)
    {
        var runs = new List<(Instant Start, Instant End)>();
        for (var minute = 0; minute < fires.Length; minute++)
        {
            var at = begin + Duration.FromMinutes(minute);
            if (!fires[minute] || (runs.Count > 0 && at <= runs[^1].Start)) continue;
            var start = runs.Count > 0 && runs[^1].End > at ? runs[^1].End : at;
            runs.Add((start, start + longest));
        }

        return runs;
    }
}
