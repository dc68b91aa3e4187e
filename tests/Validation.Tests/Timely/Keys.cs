using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>The latest complete date is Monday, 2025-10-20. A life is told from the oldest date to it: <c>x</c> for rows, <c>.</c> for none.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class A_key_that_falls_silent(TimelyCloud cloud)
{
    [Theory]
    [InlineData("xxxxxxxxxxxxxx", true)]
    [InlineData("xxxxxxxxxxxxx.", false)]
    [InlineData("xxxxxxxxxx....", false)]
    [InlineData("xxxxx.xxxxxxxx", true)]
    [InlineData("xxxxx.xxxxxxx.", false)]
    [InlineData("xxx.xxxx.xxxx.", true)]
    [InlineData("xxx.xxxx.xxx..", false)]
    [InlineData("x..xxxxx..xxx.", true)]
    [InlineData("x..........xx.", false)]
    [InlineData("xxx...........", false)]
    [InlineData("xx............", true)]
    public async Task Is_found_on_the_first_date_unless_that_is_its_rhythm(string life, bool holds) =>
        Assert.Equal(holds, (await Ask(Over.Alive(), ("AMER", life), ("EMEA", "xxxxxxxxxxxxxx"))).Outcome == CheckOutcome.Holds);

    [Fact]
    public async Task Is_named_with_the_first_date_without_it_while_the_table_stays_fresh()
    {
        var rows = Rows(("AMER", "xxxxxxxxxxxxxx"), ("EMEA", "xxxxxxxxxxx..."), ("APAC", "..............")).Append(Over.Row(loaded: "2025-10-21 17:00:00+00")).ToList();
        await cloud.FillAsync(Over.Leads, rows);
        var results = await cloud.AskAsync(Over.Now, Over.Loaded(), Over.Alive());
        Assert.Equal(CheckOutcome.Holds, results[0].Outcome);
        Assert.Equal("EMEA has no row since 2025-10-18 (3 dates on which others have, last seen 2025-10-17); 1 of 2 keys of region go on (America/Phoenix).", results[1].Says);
        Assert.Equal(("EMEA", "2025-10-17", "2025-10-18", "3"), results[1].Finding!.Rows is [var row] ? (row["key"], row["last_seen"], row["silent_since"], row["silent_dates"]) : default);
    }

    [Fact]
    public async Task Is_missed_if_it_never_appeared_but_should()
    {
        var result = await Ask(Over.Alive("AMER", "APAC"), ("AMER", "xxxxx"), ("Test", "xxxx."));
        Assert.Equal("APAC was never seen since 2025-10-16; 1 of 2 keys of region go on (America/Phoenix).", result.Says);
    }

    [Fact]
    public async Task Counts_only_dates_on_which_others_have_rows() =>
        Assert.Equal("EMEA has no row since 2025-10-16 (2 dates on which others have, last seen 2025-10-13); 1 of 2 keys of region go on (America/Phoenix).", (await Ask(Over.Alive(), ("AMER", "xxxx..x...x"), ("EMEA", "xxxx......."))).Says);

    [Fact]
    public async Task Is_not_known_when_nobody_goes_on()
    {
        Assert.Equal("Could not be checked: No region of mart.daily_leads has a row on 2025-10-20, so none is missed by the others.", (await Ask(Over.Alive(), ("AMER", "xxxx."), ("EMEA", "xxxx."))).Says);
        Assert.Equal("Could not be checked: No region of mart.daily_leads has a row on 2025-10-20 or the 28 dates before.", (await cloud.ResultAsync(Over.Alive(), Over.Now, [.. Over.Rows(5, Over.DaysAgo(1))])).Says);
    }

    [Fact]
    public async Task May_have_any_text()
    {
        var result = await Ask(Over.Alive(), ("AM\"ER, [1]", "xxxx."), ("", "xxxxx"));
        Assert.StartsWith("AM\"ER, [1] has no row since 2025-10-20", result.Says, StringComparison.Ordinal);
    }

    private Task<CheckResult> Ask(Check check, params IReadOnlyList<(string Key, string Life)> lives) => cloud.ResultAsync(check, Over.Now, [.. Rows(lives)]);

    private static IEnumerable<string> Rows(params IReadOnlyList<(string Key, string Life)> lives) =>
        from life in lives
        from day in Enumerable.Range(0, life.Life.Length)
        where life.Life[day] == 'x'
        select Over.Row(life.Key, Over.DaysAgo(life.Life.Length - day));
}

/// <summary>Rows that were written some dates after their event, against a look-back of seven.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class A_look_back(TimelyCloud cloud)
{
    // Written at 06:30 UTC of the 20th, which is the 19th in Phoenix: 7 dates after the 12th.
    [Theory]
    [InlineData("2025-10-12", "2025-10-20 06:30:00+00", true)]
    [InlineData("2025-10-12", "2025-10-20 07:00:00+00", false)]
    [InlineData("2025-10-25", "2025-10-20 07:00:00+00", true)]
    public async Task Covers_rows_that_are_as_many_dates_late_as_it_has(string day, string loaded, bool holds) =>
        Assert.Equal(holds, (await cloud.ResultAsync(Over.LookBack(7), Over.Now, Over.Row(day: day, loaded: loaded))).Outcome == CheckOutcome.Holds);

    [Theory]
    [InlineData(99, 1, CheckOutcome.Holds, "1 of 100 rows (1 %) were written more than 7 dates after their event; 99 % within 3, the last after 19. At most 1 % is accepted.")]
    [InlineData(98, 2, CheckOutcome.Fails, "2 of 100 rows (2 %) were written more than 7 dates after their event; 99 % within 19, the last after 19. At most 1 % is accepted.")]
    public async Task Suffices_when_it_covers_the_99th_percentile(int early, int late, CheckOutcome outcome, string says)
    {
        var result = await cloud.ResultAsync(Over.LookBack(7), Over.Now, [
            .. Enumerable.Repeat(Over.Row(day: "2025-10-17", loaded: "2025-10-20 12:00:00+00"), early), .. Enumerable.Repeat(Over.Row(day: "2025-10-01", loaded: "2025-10-20 12:00:00+00"), late),
            Over.Row(day: "2025-10-17"), Over.Row(loaded: "2025-10-20 12:00:00+00"), Over.Row(day: "2020-01-01", loaded: "2025-07-01 12:00:00+00")]);
        Assert.Equal((outcome, says), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Of_a_table_that_nobody_wrote_is_not_known() =>
        Assert.Equal("Could not be checked: mart.daily_leads has no row written in the last 90 days with both times, so its lateness is not known.", (await cloud.ResultAsync(Over.LookBack(7), Over.Now)).Says);
}
