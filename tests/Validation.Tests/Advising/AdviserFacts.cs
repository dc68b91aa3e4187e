using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>Twenty constructed cases whose optimum is known, because the figures leave no doubt (F29).</summary>
public sealed class The_strategy_of_a_relation
{
    private const long Mebibyte = 1_048_576;
    private const long Gibibyte = 1024 * Mebibyte;

    private static readonly MaterializedLegality Incremental = new([], [], []);
    private static readonly MaterializedLegality AsWhole = new([], ["It uses an analytic function."], []);
    private static readonly MaterializedLegality Refused = new(["It uses CURRENT_DATE."], [], []);
    private static readonly MaterializedLegality OverView = new([], [], ["It reads the logical view a.b."]);

    // 100 GiB in, 1 GiB out, inputs loaded once a day and up to a day old, 1 % of them changes in a day.
    private static readonly RelationFigures Usual = new()
    {
        SourceBytes = 100 * Gibibyte,
        SourceTables = 1,
        StoredBytes = Gibibyte,
        Legality = Incremental,
        ChangesPerDay = 1,
        ChangedBytesPerDay = Gibibyte,
        InputAge = Duration.FromHours(24),
        RebuildRun = Duration.FromMinutes(15),
        Following = new("0 5 * * * America/Phoenix", 1, Duration.FromMinutes(45)),
    };

    public static TheoryData<string, RelationFigures, ReadDemand, StrategyKind?> Cases => new()
    {
        { "nobody reads it", Usual, Reads(0), StrategyKind.View },
        { "read three times a year", Usual, Reads(1 / 120m), StrategyKind.View },
        { "read often, and only what changed is read to refresh", Usual, Reads(100), StrategyKind.MaterializedView },
        { "read often, and not legal incrementally: one rebuild a day", Usual with { Legality = Refused }, Reads(100), StrategyKind.Rebuilt },
        { "read often, over a logical view: a preview is nothing to rely on", Usual with { Legality = OverView }, Reads(100), StrategyKind.Rebuilt },
        { "read often, its inputs are rewritten by six jobs: six whole refreshes against one rebuild", Usual with { InputsRewritten = true, ChangesPerDay = 6 }, Reads(100), StrategyKind.Rebuilt },
        { "read often, refreshed as a whole once a day: a rebuild reads its own rows besides", Usual with { Legality = AsWhole, Following = null, ChangesPerDay = 1 }, Reads(100, maxAge: 30), StrategyKind.MaterializedView },
        { "nothing may be older than the inputs, and no materialized view is legal", Usual with { Legality = Refused }, Reads(100, maxAge: 24), StrategyKind.View },
        { "nothing may be older than the inputs: the materialized view takes newer rows from them", Usual, Reads(100, maxAge: 24), StrategyKind.MaterializedView },
        { "refreshed as a whole it would be half an hour too old", Usual with { Legality = AsWhole }, Reads(100, maxAge: 24), StrategyKind.View },
        { "the rebuild follows in time, a whole refresh of every change is dearer", Usual with { Legality = AsWhole, ChangesPerDay = 5 }, Reads(100, maxAge: 26), StrategyKind.Rebuilt },
        { "the rebuild follows half an hour too late, and one takes 15 minutes", Usual with { Legality = Refused }, Reads(100, maxAge: 24.25), StrategyKind.View },
        { "the inputs are older than what is demanded", Usual, Reads(100, maxAge: 12), null },
        { "the age of the inputs is not known, and one is demanded", Usual with { InputAge = null, InputAgeUnknown = "no running job writes them" }, Reads(100, maxAge: 26), null },
        { "the age of the inputs is not known, and none is demanded", Usual with { InputAge = null, InputAgeUnknown = "no running job writes them" }, Reads(100), StrategyKind.MaterializedView },
        { "a week may pass: a rebuild every six days", Usual with { Legality = Refused }, Reads(2, maxAge: 24 * 7.5), StrategyKind.Rebuilt },
        { "as large as what it is made of: storing it saves nothing", Usual with { StoredBytes = 100 * Gibibyte, Legality = Refused }, Reads(100), StrategyKind.View },
        { "so small that every read is billed 10 MiB either way", Usual with { SourceBytes = Mebibyte, StoredBytes = 1024, ChangedBytesPerDay = null }, Reads(1000), StrategyKind.View },
        { "small, of seven tables: a read of it is billed 70 MiB", Usual with { SourceBytes = Mebibyte, SourceTables = 7, StoredBytes = 1024, Legality = Refused }, Reads(1000), StrategyKind.Rebuilt },
        { "inputs change every five minutes, changes not known, read twice a day", Usual with { ChangesPerDay = 288, ChangedBytesPerDay = null, Following = null, InputAge = Duration.FromMinutes(10) }, Reads(2), StrategyKind.View },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Is_the_known_optimum(string because, RelationFigures figures, ReadDemand demand, StrategyKind? optimum)
    {
        var advice = Adviser.Of(figures, demand, new());
        Assert.True(advice.Chosen == optimum, $"{because}: {string.Join("; ", advice.Strategies.Select(s => $"{s.Kind} {s.MoneyPerMonth:0.####} {s.Verdict}"))}");
        Assert.Equal(StrategyKinds.All, advice.Strategies.Select(s => s.Kind));
        Assert.All(advice.Strategies, s => Assert.Equal(s.Kind == optimum, s.Verdict.StartsWith("chosen", StringComparison.Ordinal)));
    }

    [Fact]
    public void There_are_twenty_of_them() => Assert.Equal(20, Cases.Count);

    [Fact]
    public void Says_why_each_other_loses()
    {
        var advice = Adviser.Of(Usual with { Legality = Refused }, Reads(100), new());
        Assert.Equal("not legal. It uses CURRENT_DATE.", advice.Of(StrategyKind.MaterializedView).Verdict);
        Assert.Matches(@"^\$1,[0-9]{3}\.[0-9]{2} a month dearer than the rebuilt table$", advice.Of(StrategyKind.View).Verdict);
        Assert.Equal(
            "not fresh enough: its rows are up to 1 d 45 min old, and 1 d 15 min are demanded.",
            Adviser.Of(Usual with { Legality = Refused }, Reads(100, maxAge: 24.25), new()).Of(StrategyKind.Rebuilt).Verdict);
        Assert.StartsWith("not fresh enough: its inputs alone are up to 1 d old", Adviser.Of(Usual, Reads(100, maxAge: 12), new()).Of(StrategyKind.View).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_bytes_times_reads_and_what_is_stored()
    {
        var advice = Adviser.Of(Usual with { Legality = Refused }, Reads(100), new());
        // 100 reads x 100 GiB x 30 days x $6.25 a TiB.
        Assert.Equal(100m * 100 * 30 / 1024 * 6.25m, advice.Of(StrategyKind.View).MoneyPerMonth);
        // 100 x 1 GiB, and one MERGE that reads 101 GiB, and 1 GiB stored. The MERGE reads two tables, and how its bytes
        // lie in them is not known: at most 10 MiB more are billed than it reads, the least for one table.
        const decimal Least = 10m / 1024;
        Assert.Equal(((201m + Least) * 30 / 1024 * 6.25m) + 0.02m, Math.Round(advice.Of(StrategyKind.Rebuilt).MoneyPerMonth, 12), 9);
    }

    // The sentence is the line where the choice turns: checked by choosing on both sides of it.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Turns_where_the_sentence_says(int changes)
    {
        var figures = Usual with { Legality = Refused, Following = new("hourly", changes, Duration.FromMinutes(30)) };
        var said = Adviser.Of(figures, Reads(1, maxAge: 24.75), new()).BreakEven;
        var turn = int.Parse(said.Split(' ')[1]);
        Assert.Equal($"From {turn} reads a day on the rebuilt table is cheaper than the view.", said);
        Assert.Equal(StrategyKind.View, Adviser.Of(figures, Reads(turn - 1, maxAge: 24.75), new()).Chosen);
        Assert.Equal(StrategyKind.Rebuilt, Adviser.Of(figures, Reads(turn, maxAge: 24.75), new()).Chosen);
    }

    [Fact]
    public void A_materialized_view_whose_changes_are_not_known_costs_the_upper_bound()
    {
        var known = Adviser.Of(Usual, Reads(10), new()).Of(StrategyKind.MaterializedView);
        var unknown = Adviser.Of(Usual with { ChangedBytesPerDay = null }, Reads(10), new()).Of(StrategyKind.MaterializedView);
        Assert.Equal((Gibibyte, 100 * Gibibyte), (known.RunBytesPerDay, unknown.RunBytesPerDay));
    }

    [Fact]
    public void A_view_is_as_fresh_as_its_inputs_and_only_that() =>
        Assert.Equal((Duration.Zero, Duration.FromHours(24)), (Adviser.Of(Usual, Reads(1), new()).Of(StrategyKind.View).AddedAge, Adviser.Of(Usual, Reads(1), new()).Of(StrategyKind.View).WorstAge));

    private static ReadDemand Reads(decimal perDay, double? maxAge = null) => new(perDay, maxAge is { } hours ? Duration.FromHours(hours) : null, Duration.FromMinutes(135));
}
