using Orchestrator.Model;
using Orchestrator.Reports;

namespace GitHub.Tests;

public sealed class ACheckRun
{
    public static TheoryData<string, int> EveryFaultInEveryPosition
    {
        get
        {
            var all = new TheoryData<string, int>();
            // List, post 50, add 50, add 20.
            foreach (var fault in Fault.All.Keys)
                for (var position = 0; position < 4; position++) all.Add(fault, position);
            return all;
        }
    }

    [Theory]
    [InlineData("github.json")]
    [InlineData("github-enterprise.json")]
    public async Task Carries_any_number_of_annotations_fifty_at_a_time(string contract)
    {
        await using var github = await LocalGitHub.StartAsync(contract);
        await github.Client().CheckAsync(Check(120), default);
        Assert.Equal(["POST", "PATCH", "PATCH"], github.Writes.Select(r => r.Method));
        AssertComplete(github, 120);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(51)]
    public async Task Is_the_same_one_when_it_is_written_again(int annotations)
    {
        await using var github = await LocalGitHub.StartAsync();
        await github.Client().CheckAsync(Check(annotations), default);
        var writes = github.Writes.Count();
        await github.Client().CheckAsync(Check(annotations), default);
        Assert.Equal(writes, github.Writes.Count());
        AssertComplete(github, annotations);
    }

    [Fact]
    public async Task Is_another_one_when_it_says_something_else()
    {
        await using var github = await LocalGitHub.StartAsync();
        await github.Client().CheckAsync(Check(1), default);
        await github.Client().CheckAsync(Check(1) with { Conclusion = CheckConclusion.Success }, default);
        Assert.Equal(["failure", "success"], github.State.Checks.Select(c => c.Conclusion));
    }

    [Theory]
    [MemberData(nameof(EveryFaultInEveryPosition))]
    public async Task Has_every_annotation_once_whatever_goes_wrong(string fault, int position)
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (n, _) => n == position ? Fault.All[fault] : null;
        await github.Client().CheckAsync(Check(120), default);
        AssertComplete(github, 120);
    }

    [Fact]
    public async Task Names_the_permission_that_is_missing()
    {
        await using var github = await LocalGitHub.StartAsync();
        github.Faults = (_, r) => r.Method == "POST" ? new Fault { Status = 403, Body = """{"message":"Resource not accessible by integration"}""" } : null;
        Assert.Contains("'checks: write'", (await Assert.ThrowsAsync<GitHubRefusedException>(() => github.Client().CheckAsync(Check(1), default))).Message, StringComparison.Ordinal);
    }

    private static void AssertComplete(LocalGitHub github, int annotations)
    {
        Assert.Empty(github.Violations);
        var kept = Assert.Single(github.State.Checks);
        Assert.Equal(Enumerable.Range(1, annotations), kept.Annotations.Select(a => (int)a["start_line"]!));
        foreach (var annotation in kept.Annotations) Assert.Equal(annotation["start_column"] is null, annotation["end_column"] is null);
    }

    private static CommitCheck Check(int annotations) => new()
    {
        Repository = "owner/name",
        Commit = new string('a', 40),
        Name = "orchestrator prod",
        Conclusion = CheckConclusion.Failure,
        Title = "findings",
        Summary = "# all",
        Annotations = [.. Enumerable.Range(1, annotations).Select(i => new FileAnnotation("infra/Pipelines/X/sql/a/b.sql", i, i % 2 == 0 ? 3 : null, (Severity)(i % 3), new string('t', 300), "message"))],
    };
}
