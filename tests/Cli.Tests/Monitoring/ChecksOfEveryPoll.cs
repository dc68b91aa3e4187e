using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Monitoring;

public sealed class ChecksOfEveryPoll
{
    private static readonly Table Table = new() { Dataset = new() { Id = new("st"), Layer = Layer.Raw }, Name = "raw", Columns = [new("region", "STRING"), new("at", "TIMESTAMP")] };
    private static readonly RowFreshness Fresh = new() { Name = "fresh", Says = "", Relation = Table, Time = RowTime.Event, Column = TimeColumn.Timestamp("at"), Deadline = new Deadline.MaxAge(Duration.FromHours(26)) };

    [Fact]
    public void Are_those_that_tell_that_data_stopped_coming_unless_they_say_otherwise()
    {
        Assert.True(Fresh.EveryPoll);
        Assert.True(new VisibleFreshness { Name = "visible", Says = "", Relation = Table, Deadline = Fresh.Deadline }.EveryPoll);
        Assert.True(new KeyStaysAlive { Name = "alive", Says = "", Relation = Table, DateColumn = TimeColumn.Timestamp("at"), KeyColumn = "region" }.EveryPoll);
        Assert.False((Fresh with { EveryPoll = false }).EveryPoll);
    }

    [Fact]
    public void Are_no_others_unless_they_say_so()
    {
        var check = new NotNull { Name = "null", Says = "", Relation = Table, Column = "region" };
        Assert.False(check.EveryPoll);
        Assert.True((check with { EveryPoll = true }).EveryPoll);
    }
}
