using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace GitHub.Tests;

public sealed class TheVerbComment : IDisposable
{
    private const string Head = "a5c3785ed8d6a35868bc169f07e40e889087fd2e";

    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-comment-").FullName;
    private readonly Dictionary<string, string> _variables = new() { ["GITHUB_REPOSITORY"] = "owner/name", ["GITHUB_TOKEN"] = LocalGitHub.Token, ["GITHUB_EVENT_NAME"] = "pull_request", ["GITHUB_SHA"] = new string('b', 40) };
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public TheVerbComment()
    {
        var finding = new Finding { Code = "DRIFT001", Severity = Severity.Error, Subject = "view/st_stage.leads_jobs", Property = "query", Message = "alice@example.com changed it." };
        var diagnostic = new Diagnostic { Code = "ORC1201", Severity = Severity.Warning, Subject = "job/a", Place = new("infra/a.sql", 3, 7), Message = "m", Remedy = "r" };
        Write("drift.json", JsonReport.Write(new VerbReport { Verb = "drift", Pipeline = "servicetitan", Target = "gcp", At = Instant.FromUtc(2026, 3, 8, 9, 0), Exit = 2, Headline = "1 finding.", Findings = [finding], Diagnostics = [diagnostic] }));
        Event("""{"number":7,"pull_request":{"number":7,"head":{"sha":"HEAD"}}}""".Replace("HEAD", Head, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prints_the_Markdown_without_network_when_dry()
    {
        _variables.Remove("GITHUB_TOKEN");
        Assert.Equal(0, await RunAsync("comment", "drift.json", "--stack", "prod", "--dry-run"));
        Assert.StartsWith("<!-- orchestrator:stack=prod -->\n## ❌ Orchestrator `prod`\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"commit `{Head}`", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_once_writes_the_check_run_and_adds_to_the_job_summary()
    {
        await using var github = await LocalGitHub.StartAsync("github-enterprise.json");
        _variables["GITHUB_API_URL"] = github.Api.ToString();
        _variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "summary.md");
        for (var run = 0; run < 2; run++) Assert.Equal(0, await RunAsync("comment", "drift.json", "--check-run"));
        Assert.StartsWith("<!-- orchestrator:stack=servicetitan/gcp -->\n", Assert.Single(github.State.Comments).Body, StringComparison.Ordinal);
        var check = Assert.Single(github.State.Checks);
        Assert.Equal((Head, "failure"), (check.Commit, check.Conclusion));
        Assert.Equal(["infra/Pipelines/ServiceTitan/sql/st_stage/leads_jobs.sql", "infra/a.sql"], check.Annotations.Select(a => (string?)a["path"]));
        Assert.Contains("Orchestrator `servicetitan/gcp`", await File.ReadAllTextAsync(Path.Combine(_folder, "summary.md")), StringComparison.Ordinal);
        Assert.Contains("is unchanged", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(LocalGitHub.Token, _output.ToString() + _errors, StringComparison.Ordinal);
        Assert.Empty(github.Violations);
    }

    [Theory]
    [InlineData("push", """{"ref":"refs/heads/main"}""", "orchestrator: The event 'push' has no pull request: name the pull request with --pull-request, or run on 'pull_request'.")]
    [InlineData("workflow_run", """{"workflow_run":{"head_sha":"x","pull_requests":[]}}""", "orchestrator: The workflow_run has no pull request, as when it comes from a fork: name it with --pull-request, which the first workflow can leave in an artifact.")]
    public async Task Says_why_there_is_no_pull_request(string name, string json, string sentence)
    {
        _variables["GITHUB_EVENT_NAME"] = name;
        Event(json);
        Assert.Equal(1, await RunAsync("comment", "drift.json", "--sha", Head));
        Assert.Contains(sentence, _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", null, "There is no token")]
    [InlineData("GITHUB_TOKEN", "two\nlines", "GITHUB_TOKEN holds a space")]
    [InlineData("GITHUB_REPOSITORY", null, "Which repository?")]
    [InlineData("GITHUB_REPOSITORY", "owner/name/../x", "is not a repository")]
    [InlineData("GITHUB_API_URL", "http://github.example.com", "must be an https address")]
    public async Task Says_what_is_missing_or_wrong(string variable, string? value, string sentence)
    {
        if (value is null) _variables.Remove(variable);
        else _variables[variable] = value;
        Assert.Equal(1, await RunAsync("comment", "drift.json"));
        Assert.Contains(sentence, _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_report()
    {
        Write("old.json", """{"version":2}""");
        Assert.Equal(1, await RunAsync("comment", "old.json", "--dry-run"));
        Assert.Equal("orchestrator: old.json: this is version 2 of the report, and only version 1 is understood: write and read it with the same orchestrator.\n", _errors.ToString());
    }

    [Fact]
    public async Task Ends_with_3_when_GitHub_cannot_be_reached()
    {
        var github = await LocalGitHub.StartAsync();
        github.State.User = null;
        github.Faults = (_, _) => new Fault { Status = 403, Body = """{"message":"API rate limit exceeded"}""", Headers = new Dictionary<string, string> { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = "4102444800" } };
        _variables["GITHUB_API_URL"] = github.Api.ToString();
        Assert.Equal(3, await RunAsync("comment", "drift.json"));
        Assert.Contains("2100-01-01T00:00:00Z", _errors.ToString(), StringComparison.Ordinal);
        await github.DisposeAsync();
    }

    private Task<int> RunAsync(params string[] args)
    {
        var terminal = new Terminal { Out = _output, Error = _errors, WallClock = () => Instant.FromUtc(2026, 3, 8, 9, 0), Folder = _folder, Variable = name => _variables.GetValueOrDefault(name) };
        _errors.NewLine = "\n";
        return OrchestratorCommand.RunAsync(args, terminal);
    }

    private void Event(string json)
    {
        Write("event.json", json);
        _variables["GITHUB_EVENT_PATH"] = Path.Combine(_folder, "event.json");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
