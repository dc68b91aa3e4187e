using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>Every kind of check over time is seen to hold, and to find the defect that it is there for (F40).</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class Checks_over_time_with_a_planted_defect(TimelyCloud cloud)
{
    private static readonly IReadOnlyDictionary<Type, (Check Check, string Code, IReadOnlyList<string> Healthy, IReadOnlyList<string> Defect)> Planted =
        new (Check Check, string Code, IReadOnlyList<string> Healthy, IReadOnlyList<string> Defect)[]
        {
            (Over.ByRegion("AMER", "EMEA"), "CHECK020", [Over.Row("AMER", loaded: "2025-10-21 10:00:00+00"), Over.Row("EMEA", loaded: "2025-10-21 09:00:00+00")], [Over.Row("AMER", loaded: "2025-10-21 10:00:00+00"), Over.Row("EMEA", loaded: "2025-10-19 09:00:00+00")]),
            (Over.Volume(), "CHECK022", [.. Over.Rows(20, Over.DaysAgo(2)), .. Over.Rows(18, Over.DaysAgo(1))], [.. Over.Rows(20, Over.DaysAgo(2)), .. Over.Rows(9, Over.DaysAgo(1))]),
            (Over.Scores(new Statistic.Mean()), "CHECK023", [.. Scores("5.1")], [.. Scores("9")]),
            (Over.Alive(), "CHECK024", [.. Alive(1)], [.. Alive(2)]),
            (Over.LookBack(7), "CHECK025", [Over.Row(day: "2025-10-13", loaded: "2025-10-20 12:00:00+00")], [Over.Row(day: "2025-10-12", loaded: "2025-10-20 12:00:00+00")]),
        }.ToDictionary(p => p.Check.GetType());

    public static TheoryData<string> Kinds => [.. Planted.Keys.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_it_and_hold_without_it(string kind)
    {
        var (check, code, healthy, defect) = Planted.Single(p => p.Key.Name == kind).Value;
        var good = await cloud.ResultAsync(check, Over.Now, healthy);
        Assert.True(good.Outcome == CheckOutcome.Holds, good.Says);
        var bad = await cloud.ResultAsync(check, Over.Now, defect);
        Assert.True(bad.Outcome == CheckOutcome.Fails, bad.Says);
        Assert.Equal((code, check.Subject), (bad.Finding!.Code, bad.Finding.Subject));
        Assert.NotEmpty(bad.Finding.Rows);
    }

    /// <summary>The defect of this kind is time itself: nothing writes the table, and what its metadata say grows old.</summary>
    [Fact]
    public async Task Find_a_table_that_nobody_writes_any_more()
    {
        Assert.Equal(CheckOutcome.Holds, (await cloud.ResultAsync(Over.Visible(), TimelyCloud.Written + Duration.FromHours(25), Over.Row())).Outcome);
        var late = await cloud.ResultAsync(Over.Visible(), TimelyCloud.Written + Duration.FromHours(25) + Duration.FromMinutes(1), Over.Row());
        Assert.Equal((CheckOutcome.Fails, "CHECK021"), (late.Outcome, late.Finding?.Code));
        Assert.StartsWith("What readers see of mart.daily_leads was last changed 25 h 0", late.Says, StringComparison.Ordinal);
        Assert.EndsWith(" ago (2025-10-21 05:00 America/Phoenix). At most 25 h is accepted.", late.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_all_of_the_kinds_that_there_are() => Assert.Equal(
        typeof(TimelyCheck).Assembly.GetTypes().Where(t => t.IsSealed && t.IsSubclassOf(typeof(TimelyCheck))).Select(t => t.Name).Order(),
        Planted.Keys.Select(k => k.Name).Order());

    private static IEnumerable<string> Scores(string yesterday) =>
        Enumerable.Range(2, 10).Select(days => Over.Row(day: Over.DaysAgo(days), score: $"5.{days % 3}")).Append(Over.Row(day: Over.DaysAgo(1), score: yesterday));

    private static IEnumerable<string> Alive(int lastOfAmer) =>
        Enumerable.Range(1, 10).Select(days => Over.Row("EMEA", Over.DaysAgo(days))).Concat(Enumerable.Range(lastOfAmer, 5).Select(days => Over.Row("AMER", Over.DaysAgo(days))));
}
