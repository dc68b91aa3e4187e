using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Polls are at 00, 04, 08, 12, 16 and 20 o'clock in Phoenix, from 15 July on.</summary>
public sealed class HoursWithoutMessages
{
    private static readonly Finding Paused = Polls.Of("job/sync");
    private static readonly Alerting Nights = new() { Quiet = new(new(22, 0), new(7, 0)), RemindEvery = 100 };

    [Fact]
    public void Hold_an_alarm_back_and_record_it()
    {
        var polls = new Polls(Nights);
        Assert.Empty(polls.See(Paused));
        Assert.Equal("quiet hours from 22:00 to 07:00", polls.Last.Silenced);
        Assert.Equal("job/sync", polls.Memory.Alarms[0].Root);
        Assert.Empty(polls.See(Paused));
        // It has stood for three polls when somebody may be told first.
        Assert.Equal(["Escalated job/sync"], polls.See(Paused));
        Assert.Null(polls.Last.Silenced);
    }

    [Fact]
    public void Say_nothing_of_what_came_and_went_in_them()
    {
        var polls = new Polls(Nights);
        polls.See(Paused);
        Assert.Empty(polls.See());
        Assert.Empty(polls.See());
    }

    [Fact]
    public void Hold_the_end_of_an_alarm_back_too()
    {
        var polls = new Polls(Nights with { EscalateAfter = 100 });
        polls.See(Paused);
        polls.See(Paused);
        Assert.Equal(["New job/sync"], polls.See(Paused));
        for (var i = 0; i < 3; i++) Assert.Empty(polls.See(Paused));
        Assert.Empty(polls.See());
        Assert.Empty(polls.See());
        Assert.Equal(["Recovered job/sync"], polls.See());
    }

    [Fact]
    public void Do_not_say_that_an_alarm_ended_which_is_back_after_them()
    {
        var polls = new Polls(Nights with { EscalateAfter = 100 });
        for (var i = 0; i < 6; i++) polls.See(Paused);
        polls.See();
        Assert.Empty(polls.See(Paused));
        Assert.Empty(polls.See(Paused));
    }

    [Fact]
    public void Are_those_of_the_pipelines_zone()
    {
        // 07:00 UTC is midnight in Phoenix and morning in UTC.
        Assert.Empty(new Polls(Nights).See(Paused));
        Assert.Equal(["New job/sync"], new Polls(Nights, "UTC").See(Paused));
    }

    [Fact]
    public void Of_a_maintenance_end_when_it_says()
    {
        var work = new Maintenance { From = new(2025, 7, 14, 22, 0), Until = new(2025, 7, 15, 4, 0), Reason = "The warehouse moves.", Owner = "user A" };
        var polls = new Polls(new() { Maintenance = [work] });
        Assert.Empty(polls.See(Paused));
        Assert.Equal("maintenance by user A until 2025-07-15 04:00: The warehouse moves", polls.Last.Silenced);
        Assert.Equal(["New job/sync"], polls.See(Paused));
    }
}
