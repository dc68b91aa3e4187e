using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests.GitHub;

public sealed class TheCommentOfAStack
{
    private static readonly Finding Paused = ManyFindings.Of(2) with { Code = "DRIFT007", Subject = "job/karbon-sync", Property = "state", Message = "Is paused, declared ENABLED.", Severity = Severity.Error, Remedy = "Resume it." };

    [Fact]
    public void Begins_with_the_hidden_marker() => Assert.StartsWith("<!-- orchestrator:stack=prod -->\n## ❌ Orchestrator `prod`\n", Render([ManyFindings.Report("drift", [Paused])]), StringComparison.Ordinal);

    [Theory]
    [InlineData("prod", "prod")]
    [InlineData("a-b/c.d_e", "a-b/c.d_e")]
    [InlineData("a--b", "a-%2Db")]
    [InlineData("-->", "%2D-%3E")]
    [InlineData("prod -->\n<img>", "prod%20-%2D%3E%0A%3Cimg%3E")]
    [InlineData("50%", "50%25")]
    [InlineData("prüf", "pr%C3%BCf")]
    public void Has_a_marker_that_no_name_can_leave(string stack, string name) => Assert.Equal($"<!-- orchestrator:stack={name} -->", StackMarker.Of(stack));

    [Fact]
    public void Is_told_from_the_comment_of_a_stack_with_a_longer_name()
    {
        Assert.False(StackMarker.Marks(StackMarker.Of("prod"), StackMarker.Of("prod2") + "\nx"));
        Assert.False(StackMarker.Marks(StackMarker.Of("prod"), "> " + StackMarker.Of("prod")));
        Assert.True(StackMarker.Marks(StackMarker.Of("prod"), StackMarker.Of("prod") + "\r\nx"));
    }

    [Fact]
    public void Folds_what_one_cause_explains_under_it()
    {
        var stale = Paused with { Code = "DRIFT008", Subject = "table/raw.people", Message = "Is stale.", Cause = "job/karbon-sync", Remedy = null };
        var check = stale with { Code = "CHECK001", Subject = "check/fresh", Cause = "table/raw.people" };
        var text = Render([ManyFindings.Report("drift", [stale, Paused]), ManyFindings.Report("check", [check])]);
        Assert.Contains("3 findings with 1 cause: 3 errors", text, StringComparison.Ordinal);
        Assert.Contains("  - explains 2 findings: `check/fresh` (`CHECK001`), `table/raw.people` (`DRIFT008`)\n", text, StringComparison.Ordinal);
        Assert.Contains("- 1 finding here is listed with the cause in another part.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_causes_that_explain_each_other_the_same_from_both_sides()
    {
        var (a, b) = (Paused with { Subject = "job/a", Cause = "job/b" }, Paused with { Subject = "job/b", Cause = "job/a" });
        Assert.Contains("2 findings with 1 cause", Render([ManyFindings.Report("drift", [a, b])]), StringComparison.Ordinal);
        Assert.Equal(Render([ManyFindings.Report("drift", [a, b])]), Render([ManyFindings.Report("drift", [b, a])]));
    }

    [Fact]
    public void Lists_muted_findings_with_reason_and_expiry_and_does_not_count_them()
    {
        var mute = new Mute { Code = Paused.Code, Subject = Paused.Subject, Reason = "Being moved.", Owner = "data team", Until = new LocalDate(2026, 4, 1) };
        var text = Render([ManyFindings.Report("drift", [Paused with { Muted = mute }]) with { Exit = 0 }]);
        Assert.Contains("**No findings.**", text, StringComparison.Ordinal);
        Assert.Contains("Muted by data team until 2026-04-01: Being moved.", text, StringComparison.Ordinal);
        Assert.Contains("## ✅", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_declared_pauses()
    {
        var pause = new Dictionary<string, object?> { ["job"] = "old-sync", ["reason"] = "The source is gone.", ["owner"] = "data team", ["until"] = "2026-04-01" };
        var text = Render([ManyFindings.Report("drift", []) with { Summary = new Dictionary<string, object?> { ["pauses"] = new List<object?> { pause } } }]);
        Assert.Contains("- `old-sync`: paused by data team until 2026-04-01: The source is gone.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_commit_instant_target_and_tz_data() =>
        Assert.EndsWith("commit `a5c3785ed8d6` · judged at `2026-03-08T09:00:00Z` · target `gcp` · tz data `2026a` · e-mail addresses masked\n", Render([ManyFindings.Report("drift", [])]), StringComparison.Ordinal);

    [Fact]
    public void Puts_what_loses_data_first_among_the_changes()
    {
        static Dictionary<string, object?> Change(string action, string resource, string effect) => new() { ["action"] = action, ["resource"] = resource, ["effect"] = effect, ["properties"] = new List<object?> { "timeZone" } };
        var plan = ManyFindings.Report("plan", []) with { Exit = 2, Summary = new Dictionary<string, object?> { ["update"] = 1, ["replace"] = 1, ["destructive"] = 1, ["changes"] = new List<object?> { Change("update", "job/a", "safe"), Change("replace", "table/b.c", "destructive") } } };
        var text = Render([plan]);
        Assert.Contains("- replace `table/b.c`: `timeZone` **(loses data)**\n- update `job/a`: `timeZone`\n", text, StringComparison.Ordinal);
        Assert.Contains("2 changes planned, 1 of them losing data", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_the_figures_of_reports_that_were_read_back()
    {
        var check = ManyFindings.Report("check", []) with { Summary = new Dictionary<string, object?> { ["checks"] = 14, ["fail"] = 2 } };
        Assert.Contains("2 of 14 checks fail", Render([JsonReportReader.Read(JsonReport.Write(check), "check.json")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Severity.Info, "✅")]
    [InlineData(1, Severity.Info, "❌")]
    [InlineData(2, Severity.Warning, "⚠️")]
    [InlineData(2, Severity.Error, "❌")]
    [InlineData(3, Severity.Info, "❓")]
    public void Is_never_green_when_something_is_unknown(int exit, Severity severity, string mark) =>
        Assert.Contains($"## {mark} Orchestrator", Render([ManyFindings.Report("drift", severity == Severity.Info ? [] : [Paused with { Severity = severity }]) with { Exit = exit }]), StringComparison.Ordinal);

    private static string Render(IReadOnlyList<VerbReport> reports) => PullRequestText.Render(new CommentContent { Stack = "prod", Commit = "a5c3785ed8d6", Reports = reports });
}
