using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>Random rows and random checks: what one scan says is what a computation row by row says, and what each check says when it is asked alone.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class Checks_over_time_of_random_rows(TimelyCloud cloud)
{
    private const int ChecksAtOnce = 12;

    private static readonly string?[] Regions = ["AMER", "EMEA", "APAC", null];

    // ORCHESTRATOR_SOAK=n asks n times as many sets.
    private static int Sets => 8 * (int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK"), out var times) && times > 0 ? times : 1);

    [Fact]
    public async Task Agree_with_a_computation_row_by_row_however_many_share_the_scan()
    {
        var chance = new Random(20251021);
        var outcomes = new Dictionary<(string, CheckOutcome), int>();
        for (var set = 0; set < Sets; set++)
        {
            var now = Over.Now - Duration.FromDays(chance.Next(7)) + Duration.FromMinutes(chance.Next(900));
            var today = now.InZone(DateTimeZoneProviders.Tzdb["America/Phoenix"]).Date;
            var leads = Leads(chance, today, now);
            await cloud.FillAsync(Over.Leads, leads.Select(l => l.Sql));
            IReadOnlyList<Check> checks = [.. Enumerable.Range(0, ChecksAtOnce).Select(i => Checked(i, chance) with { Name = $"check-{i}" })];
            var together = await cloud.AskAsync(now, checks);
            Assert.Single(together.DistinctBy(r => r.JobId));
            foreach (var result in together)
            {
                var wanted = Naive.Of(result.Check, leads, today, now);
                Assert.True(wanted is null || wanted == result.Outcome, $"set {set}: {result.Check} is {result.Outcome}, and should be {wanted}: {result.Says}");
                var kind = (result.Check.GetType().Name, result.Outcome);
                outcomes[kind] = outcomes.GetValueOrDefault(kind) + 1;
            }

            // As if another check of the relation looked at all of its rows.
            var whole = await CheckRunner.RunAsync(CheckCompiler.Compile(Example.Pipeline(), checks, now), new WithoutCondition(cloud.Warehouse), CancellationToken.None);
            Assert.Equal(together.Select(r => (r.Outcome, r.Says)), whole.Select(r => (r.Outcome, r.Says)));
            var alone = Assert.Single(await cloud.AskAsync(now, checks[set % ChecksAtOnce]));
            Assert.Equal((together[set % ChecksAtOnce].Outcome, together[set % ChecksAtOnce].Says), (alone.Outcome, alone.Says));
        }

        // The law says little of what it did not see.
        foreach (var kind in outcomes.Keys.Select(k => k.Item1).Distinct())
            Assert.True(outcomes.ContainsKey((kind, CheckOutcome.Holds)) && outcomes.ContainsKey((kind, CheckOutcome.Fails)), $"{kind} was not seen both to hold and to fail: {string.Join(", ", outcomes)}");
        Assert.Equal(5, outcomes.Keys.Select(k => k.Item1).Distinct().Count());
    }

    private static List<Lead> Leads(Random chance, LocalDate today, Instant now)
    {
        var (most, nan) = (chance.Next(1, 8), chance.Next(3) == 0);
        var (silent, shift) = (chance.Next(60), chance.Next(2) * 300);
        return
        [
            .. from days in Enumerable.Range(-1, 45)
               where chance.Next(12) > 0
               from _ in Enumerable.Range(0, days == 1 ? chance.Next(3 * most) : most + chance.Next(3))
               let region = Regions[chance.Next(chance.Next(4) == 0 ? 4 : 2)]
               where region != "EMEA" || days > silent || silent > 40
               let loaded = now - Duration.FromMinutes((days * 1440) + chance.Next(chance.Next(4) == 0 ? -4000 : -600, 1440))
               select new Lead(region, chance.Next(30) == 0 ? null : today.PlusDays(-days), chance.Next(20) == 0 ? null : loaded, Score(chance, nan) + (days == 1 ? shift : 0)),
        ];
    }

    private static double? Score(Random chance, bool nan) => chance.Next(10) == 0 ? null : nan && chance.Next(200) == 0 ? double.NaN : chance.Next(100);

    private static TimelyCheck Checked(int kind, Random chance) => (kind % 6) switch
    {
        0 => Over.Loaded(new Deadline.MaxAge(Duration.FromMinutes(chance.Next(1, 600)))),
        1 => Over.ByRegion([.. Regions.OfType<string>().Take(chance.Next(1, 4))]) with { Deadline = new Deadline.MaxAge(Duration.FromHours(chance.Next(1, 80))) },
        2 => Over.Volume(chance.Next(3) == 0 ? null : chance.Next(100) / 100m, chance.Next(1, 200) / 100m) with { Against = Against(chance), BusinessDaysOnly = chance.Next(3) == 0, Minimum = chance.Next(15), Of = chance.Next(4) == 0 ? new Measure.Distinct("region") : new Measure.Rows() },
        3 => Over.Scores(chance.Next(4) switch { 0 => new Statistic.NullShare(), 1 => new Statistic.Mean(), 2 => new Statistic.StandardDeviation(), _ => new Statistic.Quantile(chance.Next(101)) })
            with
        { Against = chance.Next(3) == 0 ? new Baseline.SameWeekday(chance.Next(3, 6)) : new Baseline.PreviousDates(chance.Next(5, 20)), Width = chance.Next(1, 8) },
        4 => Over.Alive(chance.Next(3) == 0 ? ["AMER", "EMEA"] : []) with { Against = new Baseline.PreviousDates(chance.Next(3, 28)), BusinessDaysOnly = chance.Next(3) == 0 },
        _ => Over.LookBack(chance.Next(3)) with { MaxLateShare = chance.Next(100) / 100m, WrittenInDays = chance.Next(1, 60) },
    };

    private static Baseline Against(Random chance) => chance.Next(3) switch
    {
        0 => Baseline.PreviousDate,
        1 => new Baseline.SameWeekday(chance.Next(1, 5)),
        _ => new Baseline.PreviousDates(chance.Next(2, 14)),
    };
}

/// <summary>A warehouse that is asked the same scans of all rows.</summary>
internal sealed class WithoutCondition(IWarehouse warehouse) : IWarehouse
{
    public Task<QueryAnswer> QueryAsync(Query query, CancellationToken cancellation)
    {
        var sql = query.Sql[..query.Sql.IndexOf("\nWHERE ", StringComparison.Ordinal)];
        return warehouse.QueryAsync(new(sql, [.. query.Parameters.Where(p => Regex.IsMatch(sql, $@"@{p.Name}\b"))]), cancellation);
    }

    public Task<Observation> ObserveAsync(Pipeline pipeline, CancellationToken cancellation) => throw new NotSupportedException("Checks observe nothing.");

    public Task ApplyAsync(Change change, CancellationToken cancellation) => throw new NotSupportedException("Checks change nothing.");

    public Task<DryRun> DryRunAsync(Query query, CancellationToken cancellation) => throw new NotSupportedException("Checks are run.");
}
