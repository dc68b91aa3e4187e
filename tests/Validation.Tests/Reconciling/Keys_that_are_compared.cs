using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Reconciling;

/// <summary>Each class, and each way in which a target has nothing.</summary>
public sealed class Keys_that_are_compared
{
    private static readonly Reconciliation Check = Leads.Check;

    [Theory]
    [InlineData("16", "10", KeyClass.UnderSynced, MissingHow.No, true)]
    [InlineData("6", "0", KeyClass.Missing, MissingHow.ValueZero, true)]
    [InlineData("6", null, KeyClass.Missing, MissingHow.ValueNull, true)]
    [InlineData("6", "-", KeyClass.Missing, MissingHow.KeyAbsent, true)]
    [InlineData("0", "0", KeyClass.NotApplicable, MissingHow.ValueZero, false)]
    [InlineData("-", "-", KeyClass.NotApplicable, MissingHow.KeyAbsent, false)]
    [InlineData("-", null, KeyClass.NotApplicable, MissingHow.ValueNull, false)]
    [InlineData("5", "5", KeyClass.Matched, MissingHow.No, false)]
    [InlineData("5", "5.0000", KeyClass.Matched, MissingHow.No, false)]
    [InlineData("5", "6", KeyClass.OverSynced, MissingHow.No, true)]
    [InlineData("-", "2", KeyClass.ExtraKey, MissingHow.No, true)]
    [InlineData("5", "NaN", KeyClass.NoNumber, MissingHow.ValueZero, true)]
    [InlineData("inf", "5", KeyClass.NoNumber, MissingHow.No, true)]
    [InlineData(null, "0", KeyClass.NoNumber, MissingHow.ValueZero, true)]
    [InlineData("0.1", "0.10000000000000000001", KeyClass.OverSynced, MissingHow.No, true)]
    public async Task Have_a_class(string? source, string? target, KeyClass expected, MissingHow how, bool offends)
    {
        // "-" is a key without rows.
        List<Part> parts = [Part.Source("AMER", 1, "3"), Part.Target("AMER", 1, "3")];
        if (source != "-") parts.Add(Part.Source("EMEA", 2, source));
        if (target != "-") parts.Add(Part.Target("EMEA", 2, target));
        var key = await Leads.KeyAsync(Check, "EMEA", parts);
        Assert.Equal((expected, how, offends), (key.Class, key.Missing, key.Offends));
    }

    [Fact]
    public async Task Are_listed_in_the_order_of_the_domain_and_an_expected_one_that_is_nowhere_is_told() =>
        Assert.Equal(
            ["AMER", "EMEA", "APAC", "LATAM", null],
            (await Leads.JudgeAsync(Check, Part.Source(null, 1, "1"), Part.Source("LATAM", 1, "1"), Part.Source("AMER", 1, "1"), Part.Target("AMER", 1, "1"))).Reconciled.Select(k => k.Key));

    [Theory]
    [InlineData("LATAM", KeyClass.UnknownKey)]
    [InlineData("", KeyClass.UnknownKey)]
    [InlineData(null, KeyClass.NullKey)]
    public async Task Are_offences_when_nobody_expects_them_though_both_sides_agree(string? key, KeyClass expected)
    {
        var found = await Leads.KeyAsync(Check, key, Part.Source(key, 1, "4"), Part.Target(key, 1, "4"));
        Assert.Equal((expected, true), (found.Class, found.Offends));
    }

    [Fact]
    public async Task Are_whatever_there_is_without_a_domain()
    {
        var result = await Leads.JudgeAsync(Check with { Domain = [] }, Part.Source("LATAM", 1, "4"), Part.Target("LATAM", 1, "4"));
        Assert.Equal((CheckOutcome.Holds, KeyClass.Matched), (result.Outcome, Assert.Single(result.Reconciled).Class));
    }

    [Theory]
    [InlineData(6, 0, "16", "10", false)]
    [InlineData(5, 0, "16", "10", true)]
    [InlineData(0, 0.375, "16", "10", false)]
    [InlineData(0, 0.37, "16", "10", true)]
    [InlineData(0, 0.5, "16", "22", false)]
    [InlineData(0, 0.99, "16", "0", true)]
    [InlineData(16, 0, "16", "0", false)]
    [InlineData(15, 0, "16", "0", true)]
    public async Task Are_tolerated_by_amount_or_share_but_no_share_excuses_a_key_at_zero(double amount, double share, string source, string target, bool offends)
    {
        var check = Check with { Tolerance = new((decimal)amount, (decimal)share) };
        // One date with both sides after it, so that only the sums of the window count.
        var key = await Leads.KeyAsync(check, "AMER", Part.Source("AMER", 1, source), Part.Target("AMER", 1, target));
        Assert.Equal(offends, key.Offends);
    }

    [Fact]
    public async Task Are_an_error_at_zero_whatever_the_check_was_declared_as()
    {
        var check = Check with { Severity = Severity.Info };
        Assert.Equal(Severity.Error, (await Leads.JudgeAsync(check, Part.Source("EMEA", 1, "6"), Part.Target("EMEA", 1, null))).Finding!.Severity);
        Assert.Equal(Severity.Info, (await Leads.JudgeAsync(check, Part.Source("EMEA", 1, "6"), Part.Target("EMEA", 1, "5"))).Finding!.Severity);
    }

    [Fact]
    public async Task May_lack_what_is_younger_than_the_accepted_lag_and_nothing_else()
    {
        var check = Check with { MaxLag = Duration.FromHours(1) };
        var young = Part.Source("AMER", 11, "2") with { Young = true };
        Assert.Equal(KeyClass.Matched, (await Leads.KeyAsync(check, "AMER", Part.Source("AMER", 1, "3"), Part.Target("AMER", 1, "3"), young)).Class);
        Assert.Equal(KeyClass.UnderSynced, (await Leads.KeyAsync(check, "AMER", Part.Source("AMER", 1, "3"), Part.Target("AMER", 1, "2"), young)).Class);
    }

    [Fact]
    public async Task Say_on_which_date_they_fell_to_zero_and_offend_by_it_though_the_window_is_within_its_tolerance()
    {
        var check = Check with { Tolerance = new(0, 0.5m) };
        List<Part> parts = [];
        for (var day = 1; day <= 10; day++)
        {
            parts.Add(Part.Source("EMEA", day, "2"));
            if (day < 9) parts.Add(Part.Target("EMEA", day, "2"));
        }
        var key = await Leads.KeyAsync(check, "EMEA", parts);
        Assert.Equal((KeyClass.Matched, true, new LocalDate(2026, 1, 9)), (key.Class, key.Offends, key.ZeroSince));
        parts.Add(Part.Target("EMEA", 10, "1"));
        key = await Leads.KeyAsync(check, "EMEA", parts);
        Assert.Equal((false, (LocalDate?)null), (key.Offends, key.ZeroSince));
    }

    [Fact]
    public async Task Are_not_yet_at_zero_on_a_date_that_is_not_over()
    {
        var key = await Leads.KeyAsync(Check with { Tolerance = new(0, 0.5m) }, "EMEA", Part.Source("EMEA", 10, "2"), Part.Target("EMEA", 10, "2"), Part.Source("EMEA", 11, "2"));
        Assert.Equal((false, new LocalDate(2026, 1, 11)), (key.Offends, key.ZeroSince));
    }

    [Fact]
    public async Task Are_never_green_when_nothing_was_compared()
    {
        var nothing = await Leads.JudgeAsync(Check);
        Assert.Equal((CheckOutcome.Unknown, "CHECK000"), (nothing.Outcome, nothing.Finding!.Code));
        var later = await Leads.JudgeAsync(Check with { Window = new DateWindow.Since(new(2026, 2, 1)) }, Part.Source("AMER", 1, "1"));
        Assert.Equal(CheckOutcome.Unknown, later.Outcome);
        Assert.Contains("after today", later.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Come_to_the_totals_of_the_document()
    {
        var result = await Leads.JudgeAsync(Check, Part.Source("AMER", 1, "16"), Part.Target("AMER", 1, "10"), Part.Source("EMEA", 2, "6"), Part.Target("APAC", 2, "0"));
        Assert.Contains("22 Funnel MQL against 10 SOP MQL, 12 short, 54.5 %.", result.Says, StringComparison.Ordinal);
        Assert.Equal(2, result.Offences);
    }
}
