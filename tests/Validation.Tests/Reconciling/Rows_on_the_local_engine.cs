using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Reconciling;

/// <summary>The one query on real rows, against what a loop over the same rows counts.</summary>
public sealed class Rows_on_the_local_engine(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Theory]
    [InlineData("became", "distinct")]
    [InlineData("civil", "distinct")]
    [InlineData("day", "distinct")]
    [InlineData("became", "rows")]
    [InlineData("became", "sum")]
    public async Task Are_counted_as_a_loop_over_them_counts(string date, string measure)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            await using var warehouse = await engine.OpenAsync();
            var random = new Random(seed);
            var source = Enumerable.Range(0, 80).Select(_ => new Lead(Key(random), random.Next(9) == 0 ? null : $"user{random.Next(30)}@example.com", Instant.FromUtc(2025, 12, 30, 0, 0) + Duration.FromMinutes(random.Next(60 * 24 * 14)), random.Next(6) == 0 ? null : random.Next(1000) / 100m)).ToList();
            var target = Enumerable.Range(0, 40).Select(_ => (Key: Key(random), Day: new LocalDate(2025, 12, 30).PlusDays(random.Next(14)), Leads: random.Next(5) == 0 ? (decimal?)null : random.Next(4))).ToList();
            await warehouse.RunAsync($"INSERT INTO `my-project.d.funnel` (region, email, became, civil, day, amount) VALUES {string.Join(", ", source.Select(r => $"({Text(r.Key)}, {Text(r.Email)}, TIMESTAMP '{InstantPattern.General.Format(r.At)}', DATETIME '{Local(r):uuuu-MM-dd HH:mm:ss}', DATE '{Local(r).Date:uuuu-MM-dd}', {Number(r.Amount)})"))}");
            await warehouse.RunAsync($"INSERT INTO `my-project.d.plan` (region, day, leads) VALUES {string.Join(", ", target.Select(r => $"({Text(r.Key)}, DATE '{r.Day:uuuu-MM-dd}', {Number(r.Leads)})"))}");
            var check = Leads.Check with
            {
                Zone = "America/New_York",
                Source = Leads.Check.Source with { DateColumn = date, Measure = measure switch { "distinct" => new Measure.Distinct("email"), "rows" => new Measure.Rows(), _ => new Measure.Sum("amount") } },
            };

            var result = Assert.Single(await CheckRunner.RunAsync(CheckCompiler.Compile(Leads.Pipeline(), [check], Leads.Now), warehouse, CancellationToken.None));

            Assert.True(result.Outcome == CheckOutcome.Fails, result.Says);
            foreach (var key in result.Reconciled)
            {
                var rows = source.Where(r => r.Key == key.Key && InWindow(Local(r).Date)).ToList();
                var planned = target.Where(r => r.Key == key.Key && InWindow(r.Day)).ToList();
                Assert.Equal((Amount(measure, rows), planned.Count == 0 ? 0 : planned.Any(r => r.Leads is not null) ? planned.Sum(r => r.Leads ?? 0) : null), (key.Source, key.Target));
                foreach (var day in key.Days)
                    Assert.Equal(Amount(measure, [.. rows.Where(r => Local(r).Date == day.Date)]), day.Source);
                Assert.Equal(planned.Count(r => r.Leads is null), key.TargetNulls);
            }
            Assert.Equal(source.Where(r => InWindow(Local(r).Date)).Select(r => r.Key).Union(target.Where(r => InWindow(r.Day)).Select(r => r.Key)).Union(check.Domain).Order(), result.Reconciled.Select(k => k.Key).Order());
        }
    }

    [Theory]
    [InlineData("NULL", MissingHow.ValueNull)]
    [InlineData("0", MissingHow.ValueZero)]
    [InlineData(null, MissingHow.KeyAbsent)]
    public async Task Tell_apart_what_a_COALESCE_prints_alike(string? planned, MissingHow how)
    {
        await using var warehouse = await engine.OpenAsync();
        await warehouse.RunAsync("INSERT INTO `my-project.d.funnel` (region, email, became) VALUES ('EMEA', 'user1@example.com', TIMESTAMP '2026-01-05 10:00:00+00'), ('AMER', 'user2@example.com', TIMESTAMP '2026-01-05 10:00:00+00')");
        await warehouse.RunAsync("INSERT INTO `my-project.d.plan` (region, day, leads) VALUES ('AMER', DATE '2026-01-05', 1)");
        if (planned is not null) await warehouse.RunAsync($"INSERT INTO `my-project.d.plan` (region, day, leads) VALUES ('EMEA', DATE '2026-01-05', {planned})");
        var emea = (await OfAsync(warehouse, Leads.Check)).Reconciled.Single(k => k.Key == "EMEA");
        Assert.Equal((KeyClass.Missing, how), (emea.Class, emea.Missing));
    }

    [Fact]
    public async Task Are_told_when_they_are_no_number()
    {
        await using var warehouse = await engine.OpenAsync();
        await warehouse.RunAsync("INSERT INTO `my-project.d.funnel` (region, ratio, became) VALUES ('EMEA', CAST('NaN' AS FLOAT64), TIMESTAMP '2026-01-05 10:00:00+00'), ('AMER', 0.1, TIMESTAMP '2026-01-05 10:00:00+00')");
        await warehouse.RunAsync("INSERT INTO `my-project.d.plan` (region, day, ratio) VALUES ('EMEA', DATE '2026-01-05', CAST('NaN' AS FLOAT64)), ('AMER', DATE '2026-01-05', 0.1)");
        var check = Leads.Check with { Source = Leads.Check.Source with { Measure = new Measure.Sum("ratio") }, Target = Leads.Check.Target with { Measure = new Measure.Sum("ratio") } };
        var result = await OfAsync(warehouse, check);
        Assert.Equal([("AMER", KeyClass.Matched, false), ("EMEA", KeyClass.NoNumber, true), ("APAC", KeyClass.NotApplicable, false)], result.Reconciled.Select(k => (k.Key!, k.Class, k.Offends)));
    }

    [Fact]
    public async Task Pass_filters_that_hold_comments_and_use_now_and_today()
    {
        await using var warehouse = await engine.OpenAsync();
        await warehouse.RunAsync("INSERT INTO `my-project.d.funnel` (region, email, became) VALUES ('EMEA', 'user1@example.com', TIMESTAMP '2026-01-05 10:00:00+00'), ('EMEA', 'user2@example.com', TIMESTAMP '2026-01-11 16:59:00+00')");
        await warehouse.RunAsync("INSERT INTO `my-project.d.plan` (region, day, leads) VALUES ('EMEA', DATE '2026-01-05', 1)");
        var check = Leads.Check with { Source = Leads.Check.Source with { Filters = [new("old", "became < TIMESTAMP_SUB(@now, INTERVAL 1 HOUR) -- not the newest"), new("or", "day IS NULL OR day <= @today")] } };
        Assert.Equal(CheckOutcome.Holds, (await OfAsync(warehouse, check)).Outcome);
    }

    [Fact]
    public async Task May_be_missing_while_they_are_young_to_the_minute()
    {
        await using var warehouse = await engine.OpenAsync();
        await warehouse.RunAsync("INSERT INTO `my-project.d.funnel` (region, email, became) VALUES ('EMEA', 'user1@example.com', TIMESTAMP '2026-01-05 10:00:00+00'), ('EMEA', 'user2@example.com', TIMESTAMP '2026-01-11 16:31:00+00')");
        await warehouse.RunAsync("INSERT INTO `my-project.d.plan` (region, day, leads) VALUES ('EMEA', DATE '2026-01-05', 1)");
        Assert.Equal(CheckOutcome.Holds, (await OfAsync(warehouse, Leads.Check with { MaxLag = Duration.FromMinutes(30) })).Outcome);
        Assert.Equal(CheckOutcome.Fails, (await OfAsync(warehouse, Leads.Check with { MaxLag = Duration.FromMinutes(29) })).Outcome);
    }

    private static async Task<CheckResult> OfAsync(EngineWarehouse warehouse, Reconciliation check)
    {
        var result = Assert.Single(await CheckRunner.RunAsync(CheckCompiler.Compile(Leads.Pipeline(), [check], Leads.Now), warehouse, CancellationToken.None));
        Assert.True(result.Outcome != CheckOutcome.Unknown, result.Says);
        return result;
    }

    private static decimal? Amount(string measure, List<Lead> rows) => rows.Count == 0 ? 0 : measure switch
    {
        "distinct" => rows.Where(r => r.Email is not null).Select(r => r.Email).Distinct().Count(),
        "rows" => rows.Count,
        _ => rows.Any(r => r.Amount is not null) ? rows.Sum(r => r.Amount ?? 0) : null,
    };

    private static bool InWindow(LocalDate date) => date >= new LocalDate(2026, 1, 1) && date <= new LocalDate(2026, 1, 11);

    private static LocalDateTime Local(Lead lead) => lead.At.InZone(NewYork).LocalDateTime;

    private static string? Key(Random random) => random.Next(7) switch { 0 => null, 1 => "", 2 => "LATAM", 3 or 4 => "AMER", _ => "EMEA" };

    private static string Text(string? text) => text is null ? "NULL" : $"'{text}'";

    private static string Number(decimal? number) => number is { } n ? $"NUMERIC '{n.ToString(CultureInfo.InvariantCulture)}'" : "NULL";

    private sealed record Lead(string? Key, string? Email, Instant At, decimal? Amount);
}
