using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class A_job_after_a_change
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(7, 11);

    [Fact]
    public void Is_as_declared_whatever_it_was() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        Holds(states.Job(), states.Job());
    }).Check(Fixed);

    [Fact]
    public void Is_as_declared_when_there_was_none() => Prop.ForAll<int>(seed => Holds(new RandomStates(seed).Job(), null)).Check(Fixed);

    [Fact]
    public void Is_as_declared_after_a_second_run_wherever_the_first_was_interrupted() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var (desired, before) = (states.Job(), seed % 2 == 0 ? states.Job() : null);
        for (var at = 1; at <= 6; at++)
        {
            foreach (var takesEffect in new[] { false, true })
            {
                var google = World(before);
                // Refused for good at one request, as a killed process leaves it: no further try.
                google.Fault = n => n >= at ? (AnsweringHandler.SchedulerError(403, "PERMISSION_DENIED", "Killed"), takesEffect && n == at) : null;
                try
                {
                    Apply(google, desired);
                }
                catch (GoogleException)
                {
                    google.Fault = _ => null;
                }
                Apply(google, desired);
                Assert.Equal(Given.Lines(desired), Given.Lines(Live(google)));
                NeverFiresWrongly(google, desired);
            }
        }
    }).Check(Fixed.WithMaxTest(20));

    [Fact]
    public void Is_as_declared_although_any_answer_was_lost() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var (desired, before) = (states.Job(), seed % 2 == 0 ? states.Job() : null);
        for (var at = 1; at <= 6; at++)
        {
            var google = World(before);
            google.Fault = n => n == at ? (AnsweringHandler.SchedulerError(503, "UNAVAILABLE", "Lost"), true) : null;
            Apply(google, desired);
            Assert.Equal(Given.Lines(desired), Given.Lines(Live(google)));
            NeverFiresWrongly(google, desired);
        }
    }).Check(Fixed.WithMaxTest(20));

    [Fact]
    public async Task Runs_again_when_the_service_had_stopped_it()
    {
        foreach (var stopped in new[] { "UPDATE_FAILED", "DISABLED" })
        {
            var desired = new RandomStates(1).Job();
            desired = desired with { Properties = desired.Properties.SetItem("state", "ENABLED") };
            var google = World(desired);
            google.Jobs["sync"]["state"] = stopped;
            Apply(google, desired);
            Assert.Equal("ENABLED", (await Given.Job(Given.Scheduler(google))).Properties["state"]);
        }
    }

    [Fact]
    public void That_called_Pub_Sub_calls_an_address_now()
    {
        var desired = new RandomStates(3).Job();
        var google = World(desired);
        google.Jobs["sync"].Remove("httpTarget");
        google.Jobs["sync"]["pubsubTarget"] = new System.Text.Json.Nodes.JsonObject { ["topicName"] = "t" };
        Apply(google, desired);
        Assert.Equal(Given.Lines(desired), Given.Lines(Live(google)));
    }

    private static void Holds(ResourceState desired, ResourceState? before)
    {
        var google = World(before);
        Apply(google, desired);
        var live = Live(google);
        Assert.Equal(Given.Lines(desired), Given.Lines(live));
        Assert.Null(Given.Change(desired, live));
        NeverFiresWrongly(google, desired);
    }

    // What is declared paused is never enabled with its own schedule, not for a moment; what was paused is resumed only when all else is right.
    private static void NeverFiresWrongly(FakeScheduler google, ResourceState desired)
    {
        if (desired.Properties["state"] == "PAUSED") Assert.DoesNotContain(("ENABLED", desired.Properties["schedule"]), google.History);
        else Assert.Equal(("ENABLED", desired.Properties["schedule"]), google.History.LastOrDefault(("ENABLED", desired.Properties["schedule"])));
    }

    private static FakeScheduler World(ResourceState? before)
    {
        var google = new FakeScheduler();
        if (before is null) return google;
        Apply(google, before);
        google.History.Clear();
        google.Requests.Clear();
        return google;
    }

    private static ResourceState? TryLive(FakeScheduler google) => google.Jobs.Count == 0 ? null : Live(google);

    // Seen past the fault: the world, not the wire.
    private static ResourceState Live(FakeScheduler google)
    {
        var (fault, count) = (google.Fault, google.Requests.Count);
        google.Fault = _ => null;
        var live = Given.Job(Given.Scheduler(google)).GetAwaiter().GetResult();
        google.Requests.RemoveRange(count, google.Requests.Count - count);
        google.Fault = fault;
        return live;
    }

    private static void Apply(FakeScheduler google, ResourceState desired)
    {
        if (Given.Change(desired, TryLive(google)) is { } change) Given.Scheduler(google).ApplyAsync(change, default).GetAwaiter().GetResult();
    }
}
