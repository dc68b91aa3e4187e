using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class Staleness_of_random_models
{
    private static readonly DateTimeZone Local = DateTimeZoneProviders.Tzdb["America/Denver"];

    [Fact]
    public void Equals_a_simulation_minute_by_minute()
    {
        var random = new Random(55);
        var (changing, checks) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var model = new RandomModel(random);
            var begin = model.NearAChange(random);
            var horizon = new ProofHorizon(begin, begin + Duration.FromDays(4));
            var found = Staleness.OfViews(model.Jobs, [model.View], Local, horizon)[0];
            var simulated = new StalenessSimulation(model, horizon, Local);
            simulated.Run();
            Assert.Equal(simulated.Sources, found.Sources.Select(s => s.Source));
            foreach (var source in found.Sources)
            {
                Assert.True(simulated.Ages(source.Source).SequenceEqual(source.ByHour.Select(h => (int)h.Age.TotalMinutes)), $"{model}; view {string.Join(',', model.View.Reads)}; {source.Source} from {begin}: {string.Join(' ', simulated.Ages(source.Source))} but {string.Join(' ', source.ByHour.Select(h => h.Age.TotalMinutes))}");
                Assert.Equal(simulated.Stale(source.Source), Minutes(source.Stale));
            }

            foreach (var job in model.Jobs.Where(j => simulated.AgesAtStarts(j.Name) is not null))
            {
                var ages = Staleness.AtStarts(model.Jobs, job.Name, Local, horizon).ByMinute.ToDictionary(a => a.Minute, a => (int)a.Worst.TotalMinutes);
                Assert.Equal(simulated.AgesAtStarts(job.Name)!, Enumerable.Range(0, 60).Select(m => ages.GetValueOrDefault(m)));
                checks++;
            }

            changing += simulated.Cases > 1 ? 1 : 0;
        }

        Assert.InRange(changing, 30, 100);
        Assert.InRange(checks, 100, 400);
    }

    private static IEnumerable<int> Minutes(IReadOnlyList<DailyStaleWindow> windows) => windows
        .SelectMany(w => Enumerable.Range(Of(w.From), Of(w.Until) > Of(w.From) ? Of(w.Until) - Of(w.From) : Of(w.Until) - Of(w.From) + 1440))
        .Select(m => m % 1440).Order();

    private static int Of(LocalTime time) => (int)(time.TickOfDay / NodaConstants.TicksPerMinute);
}
