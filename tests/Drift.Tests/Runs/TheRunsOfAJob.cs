using NodaTime;
using Orchestrator.Model;

namespace Drift.Tests;

public sealed class TheRunsOfAJob
{
    private static readonly AnalyzedPipeline Daily = OneJob.Analyzed(OneJob.Declared());
    private static readonly Instant Now = OneJob.At("2025-10-21T12:00:00Z");

    [Fact]
    public void Are_no_finding_when_the_last_fire_was_attempted_and_answered() => Assert.Empty(Find(new() { LastAttempt = OneJob.At("2025-10-21T02:00:00.7Z"), StatusCode = 0 }));

    [Fact]
    public void Are_missed_when_the_last_attempt_is_older_than_the_last_fire_and_its_grace()
    {
        var finding = Assert.Single(Find(new() { LastAttempt = OneJob.At("2025-10-20T02:00:00Z"), StatusCode = 0 }));
        Assert.Equal(("DRIFT009", Severity.Error), (finding.Code, finding.Severity));
        Assert.Equal("Missed its run of 2025-10-21 02:00 UTC: no attempt within 15 min. It was last attempted 2025-10-20 02:00 UTC.", finding.Message);
        Assert.Equal(("2025-10-21T02:00:00Z", "2025-10-20T02:00:00Z"), (finding.Declared, finding.Live));
        Assert.Equal($"gcloud scheduler jobs run {OneJob.Name} --location=us-central1 --project=p", finding.Remedy);
    }

    [Fact]
    public void Do_not_count_before_the_job_was_made_or_edited() =>
        Assert.Empty(Find(new() { LastAttempt = OneJob.At("2025-10-20T02:00:00Z"), StatusCode = 0, UpdatedAt = OneJob.At("2025-10-21T08:00:00Z") }));

    [Theory]
    [InlineData("2025-10-20T18:00:00Z", true)]
    [InlineData("2025-10-21T08:00:00Z", false)]
    public void Never_were_is_found_only_after_a_fire_since_the_job_was_made(string made, bool found) =>
        Assert.Equal(found ? ["DRIFT011"] : [], Find(new() { UpdatedAt = OneJob.At(made) }).Select(f => f.Code));

    [Theory]
    [InlineData(7, "PERMISSION_DENIED", "HTTP 403")]
    [InlineData(13, "INTERNAL", "HTTP 500")]
    [InlineData(99, "code 99", "code 99")]
    public void That_fail_are_told_with_the_code_in_words_and_what_comes_next(int code, string word, string more)
    {
        var finding = Assert.Single(Find(new() { LastAttempt = OneJob.At("2025-10-21T02:00:01Z"), StatusCode = code, StatusMessage = "went wrong.", NextAttempt = OneJob.At("2025-10-22T02:00:00Z") }));
        Assert.Equal(("DRIFT010", Severity.Error, $"{code}", "2025-10-21T02:00:00Z"), (finding.Code, finding.Severity, finding.Live, finding.Consequence!.FirstWrongAt));
        Assert.Contains(word, finding.Message, StringComparison.Ordinal);
        Assert.Contains(more, finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("The target said: went wrong. No retry is left; the next run is 2025-10-22 02:00 UTC.", finding.Message, StringComparison.Ordinal);
        Assert.Contains("gcloud logging read", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-10-21T02:08:00Z", "DRIFT018", Severity.Info)]
    [InlineData("2025-10-21T02:25:00Z", "DRIFT010", Severity.Error)]
    public void That_are_retried_are_advice_until_the_run_is_past_its_time(string now, string code, Severity severity)
    {
        var activity = new JobActivity { LastAttempt = OneJob.At("2025-10-21T02:05:00Z"), StatusCode = 14, NextAttempt = OneJob.At("2025-10-21T02:10:00Z") };
        var finding = Assert.Single(OneJob.Find(OneJob.Analyzed(OneJob.Declared() with { Retry = new() { Count = 3 } }), activity, OneJob.At(now)));
        Assert.Equal((code, severity), (finding.Code, finding.Severity));
        Assert.Contains("2025-10-21 02:10 UTC", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-10-21T02:24:59Z", false)]
    [InlineData("2025-10-21T02:25:00Z", true)]
    public void That_are_never_answered_are_failing_once_they_must_have_ended(string now, bool found) =>
        Assert.Equal(found ? ["DRIFT010"] : [], OneJob.Find(Daily, new() { LastAttempt = OneJob.At("2025-10-21T02:00:00Z") }, OneJob.At(now)).Select(f => f.Code));

    [Fact]
    public void Started_by_hand_are_advice_about_a_job_that_fires()
    {
        var finding = Assert.Single(Find(new() { LastAttempt = OneJob.At("2025-10-21T07:26:11Z"), StatusCode = 0 }));
        Assert.Equal(("DRIFT012", Severity.Info), (finding.Code, finding.Severity));
        Assert.False(Orchestrator.Drift.FindingFacts.Counts(finding));
    }

    [Fact]
    public void Before_the_last_edit_are_not_held_against_the_schedule_of_today() =>
        Assert.Empty(Find(new() { LastAttempt = OneJob.At("2025-10-21T07:26:11Z"), StatusCode = 0, UpdatedAt = OneJob.At("2025-10-21T08:00:00Z") }));

    [Fact]
    public void Are_judged_by_the_live_schedule_whose_change_is_a_finding_of_its_own()
    {
        var findings = OneJob.Find(Daily, new() { LastAttempt = OneJob.At("2025-10-21T11:00:00Z"), StatusCode = 0 }, Now, ("schedule", "0 11 * * *"));
        Assert.Equal(["DRIFT001"], findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData("2025-10-21T11:34:00Z", null)]
    [InlineData("2025-10-21T11:04:00Z", "2025-10-21T11:44:00Z")]
    public void That_count_from_the_end_of_the_last_are_due_one_interval_after_the_longest_run(string last, string? first)
    {
        var plain = OneJob.Analyzed(OneJob.Declared("every 30 minutes"));
        var missed = OneJob.Find(plain, new() { LastAttempt = OneJob.At(last), StatusCode = 0 }, Now);
        Assert.Equal(first, missed.SingleOrDefault(f => f.Code == "DRIFT009")?.Declared);
    }

    [Fact]
    public void That_nobody_told_about_are_unknown_and_never_green() =>
        Assert.Equal("DRIFT004", Assert.Single(Orchestrator.Drift.DriftFinder.Find(SmallPipeline.Evidence(Daily, new Observation(DesiredState.Of(Daily, "p"), []), Now))).Code);

    private static IReadOnlyList<Finding> Find(JobActivity activity) => OneJob.Find(Daily, activity, Now);
}
