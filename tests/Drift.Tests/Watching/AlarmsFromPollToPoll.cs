using Orchestrator.Model;

namespace Drift.Tests;

public sealed class AlarmsFromPollToPoll
{
    private static readonly Finding Paused = Polls.Of("job/sync", property: "state");

    [Fact]
    public void Are_told_once_escalated_at_the_third_poll_reminded_of_and_told_to_be_over()
    {
        var polls = new Polls();
        Assert.Equal(["New job/sync"], polls.See(Paused));
        Assert.Empty(polls.See(Paused));
        Assert.Equal(["Escalated job/sync"], polls.See(Paused));
        for (var i = 0; i < 5; i++) Assert.Empty(polls.See(Paused));
        Assert.Equal(["Reminder job/sync"], polls.See(Paused));
        Assert.Equal(["Recovered job/sync"], polls.See());
        Assert.Empty(polls.See());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Are_escalated_at_exactly_the_poll_that_the_policy_names(int after)
    {
        var polls = new Polls(new() { EscalateAfter = after, RemindEvery = 100 });
        var told = Enumerable.Range(1, 12).Select(n => (n, said: polls.See(Paused))).Where(p => p.said.Contains("Escalated job/sync")).Select(p => p.n);
        Assert.Equal(after, Assert.Single(told));
    }

    [Fact]
    public void Count_polls_in_a_row_only()
    {
        var polls = new Polls();
        polls.See(Paused);
        polls.See(Paused);
        polls.See();
        Assert.Equal(["New job/sync"], polls.See(Paused));
        Assert.Empty(polls.See(Paused));
        Assert.Equal(["Escalated job/sync"], polls.See(Paused));
    }

    [Fact]
    public void Stand_through_a_poll_that_could_not_see()
    {
        var polls = new Polls();
        polls.See(Paused);
        var unknown = Polls.Of("scheduler/us-central1", code: "DRIFT004");
        Assert.Equal(["New scheduler/us-central1"], polls.Blind(unknown));
        Assert.Empty(polls.Blind(unknown));
        Assert.Equal(["Recovered scheduler/us-central1"], polls.See(Paused));
        Assert.Equal(["Recovered job/sync"], polls.See());
    }

    [Fact]
    public void Stand_through_a_poll_that_did_not_ask()
    {
        var polls = new Polls();
        var check = Polls.Of("check/yesterday", code: "CHECK004");
        polls.See(check);
        Assert.Empty(polls.Without("check/yesterday"));
        Assert.Equal(["Recovered check/yesterday"], polls.See());
    }

    [Fact]
    public void Become_worse_when_the_subject_has_another_thing_wrong_or_the_severity_rises()
    {
        var polls = new Polls();
        var warning = Polls.Of("job/sync", severity: Severity.Warning, property: "schedule");
        Assert.Equal(["New job/sync"], polls.See(warning));
        Assert.Equal(["Worse job/sync"], polls.See(warning, Polls.Of("job/sync", severity: Severity.Warning, property: "timeZone")));
        Assert.Equal(["Escalated job/sync"], polls.See(warning with { Severity = Severity.Error }));
        Assert.Empty(polls.See(warning));
        Assert.Empty(polls.See(warning with { Severity = Severity.Error }));
    }

    [Fact]
    public void Take_in_what_follows_from_them_without_another_message()
    {
        var polls = new Polls();
        polls.See(Paused);
        Assert.Empty(polls.See(Paused, Polls.Of("table/raw.jobs", cause: "job/sync"), Polls.Of("flow/report", cause: "table/raw.jobs", code: "DRIFT007")));
        Assert.Equal(["DRIFT001 table/raw.jobs", "DRIFT007 flow/report"], polls.Last.Joined.Select(f => f.Key));
        Assert.Equal(3, Assert.Single(polls.Last.Standing).Findings.Count);

        // The cause is not seen any more, what followed from it is still there: the same alarm.
        Assert.Equal(["Escalated job/sync"], polls.See(Polls.Of("table/raw.jobs")));
        Assert.Equal(["Recovered job/sync"], polls.See());
    }

    [Fact]
    public void That_come_and_go_are_told_a_few_times_and_then_wait_for_three_calm_polls()
    {
        var polls = new Polls(new() { RemindEvery = 1000 });
        var told = new List<string>();
        for (var i = 0; i < 40; i++) told.AddRange(i % 2 == 0 ? polls.See(Paused) : polls.See());
        Assert.Equal(["New job/sync", "Recovered job/sync", "New job/sync", "Recovered job/sync", "New job/sync"], told);
        Assert.Empty(polls.See());
        Assert.Equal(["Recovered job/sync"], polls.See());
    }

    [Fact]
    public void Are_forgotten_after_a_day_of_calm()
    {
        var polls = new Polls();
        polls.See(Paused);
        for (var i = 0; i < 9; i++) polls.See();
        Assert.Empty(polls.Memory.Alarms);
        polls.See(Paused);
        Assert.Equal(0, polls.Memory.Alarms[0].Returns);
    }

    [Fact]
    public void Of_muted_findings_are_not_raised_and_come_back_when_the_mute_ends()
    {
        var polls = new Polls();
        var mute = new Mute { Code = "DRIFT001", Subject = "job/sync", Reason = "Known.", Owner = "user A", Until = new(2025, 8, 1) };
        Assert.Empty(polls.See(Paused with { Muted = mute }));
        Assert.Equal(["New job/sync"], polls.See(Paused));
        Assert.Equal(["Muted job/sync"], polls.See(Paused with { Muted = mute }));
        Assert.Empty(polls.See(Paused with { Muted = mute }));
        Assert.Equal(["New job/sync"], polls.See(Paused));
    }

    [Fact]
    public void Are_not_raised_for_what_is_only_worth_knowing() => Assert.Empty(new Polls().See(Polls.Of("job/sync", severity: Severity.Info)));

    [Fact]
    public void Have_one_key_for_all_their_messages_and_an_id_for_each()
    {
        var polls = new Polls();
        polls.See(Paused);
        var first = polls.Last.Raised[0];
        polls.See(Paused);
        polls.See(Paused);
        var escalated = polls.Last.Raised[0];
        Assert.Equal(first.DedupKey, escalated.DedupKey);
        Assert.NotEqual(first.Id, escalated.Id);
        Assert.Equal(Polls.Start, escalated.Since);
    }
}
