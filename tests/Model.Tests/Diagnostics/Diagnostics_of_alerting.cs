using NodaTime;

namespace Orchestrator.Model.Tests;

public sealed class Diagnostics_of_alerting
{
    public static TheoryData<string, Alerting> Refused { get; } = new()
    {
        { "Escalation after 0 polls and a reminder every 6 mean nothing.", new() { EscalateAfter = 0 } },
        { "Escalation after 3 polls and a reminder every -1 mean nothing.", new() { RemindEvery = -1 } },
        { "Quiet hours that end when they begin are either none or all day.", new() { Quiet = new(new(7, 0), new(7, 0)) } },
        { "The runbook 'ftp://x/y' is no address that a reader can open.", new() { Runbook = new("ftp://x/y") } },
        { "The runbook 'page' is no address that a reader can open.", new() { Runbook = new("page", UriKind.Relative) } },
        { "A maintenance from 2025-07-15 04:00 to 2025-07-15 04:00 has no time in it.", new() { Maintenance = [Work with { Until = new(2025, 7, 15, 4, 0) }] } },
        { "The maintenance from 2025-07-15 04:00 has no reason or no owner.", new() { Maintenance = [Work with { Owner = " " }] } },
    };

    private static Maintenance Work => new() { From = new(2025, 7, 15, 4, 0), Until = new(2025, 7, 15, 8, 0), Reason = "It moves.", Owner = "user A" };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuse_what_would_tell_nobody(string says, Alerting alerting)
    {
        var diagnostic = Assert.Single(DeclarationDiagnostics.Find(Example.Pipeline with { Alerting = alerting }), d => d.Code == "ORC1901");
        Assert.Equal(("pipeline/shop", says), (diagnostic.Subject, diagnostic.Message));
    }

    [Fact]
    public void Say_nothing_of_a_policy_with_everything() => Assert.DoesNotContain(
        DeclarationDiagnostics.Find(Example.Pipeline with { Alerting = new() { Owner = "user A", Runbook = new("https://x.example.com/y"), Quiet = new(new(22, 0), new(7, 0)), Maintenance = [Work] } }),
        d => d.Code == "ORC1901");

    [Fact]
    public void Accept_the_monitor_as_a_job_that_writes_nothing()
    {
        var builder = new PipelineBuilder { Name = "shop", Project = Example.Project, Location = "US", SchedulerLocation = "us-central1", Zone = Example.Zone, SqlFolder = "sql", SqlFiles = new Dictionary<string, string>(), ServiceAccount = "sa" };
        var monitor = builder.Monitor(new("https://monitor-1.a.run.app/poll"));
        Assert.Equal(("shop-monitor", "0 */4 * * *", Example.Zone), (monitor.Name, monitor.Schedule.Expression, monitor.Schedule.Zone));
        var declared = builder.Build();
        Assert.Equal([monitor], declared.Jobs);
        Assert.Empty(DeclarationDiagnostics.Find(declared));
        var more = Example.With(monitor);
        Assert.Equal(DeclarationDiagnostics.Find(Example.Pipeline), DeclarationDiagnostics.Find(more));
        Assert.Equal("ENABLED", DesiredState.Of(Example.Analyzed(more), Example.Project).Single(s => s.Id == monitor.ResourceId).Properties["state"]);
        Assert.DoesNotContain(PipelineProof.Prove(Example.Analyzed(more), Instant.FromUtc(2026, 1, 1, 0, 0)).Edges, e => e.Edge.Producer.Name == monitor.Name || e.Edge.Consumer.Name == monitor.Name);
    }

    [Theory]
    [InlineData(22, 7, "23:00", true)]
    [InlineData(22, 7, "22:00", true)]
    [InlineData(22, 7, "06:59", true)]
    [InlineData(22, 7, "07:00", false)]
    [InlineData(22, 7, "21:59", false)]
    [InlineData(1, 5, "03:00", true)]
    [InlineData(1, 5, "05:00", false)]
    public void Know_quiet_hours_that_go_past_midnight(int from, int until, string at, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(new(from, 0), new(until, 0)).Covers(NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(at).Value));
}
