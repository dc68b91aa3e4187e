using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests.GitHub;

public sealed class ACommentFullOfHostileNames
{
    [Fact]
    public void Has_the_elements_of_one_with_harmless_names_and_no_others()
    {
        foreach (var chunk in HostileStrings.All.Where(s => RenderedText.Of(s).Length > 0).Concat(HostileStrings.Random(9, 200).Where(s => RenderedText.Of(s).Length > 0)).Chunk(40))
        {
            var (hostile, harmless) = (RenderedPage.Of(Comment(chunk)), RenderedPage.Of(Comment([.. chunk.Select((_, i) => $"name {i:D3}")])));
            Assert.Empty(hostile.Found());
            Assert.Equal(harmless.Tags, hostile.Tags);
        }
    }

    private static string Comment(string[] names)
    {
        string Name(int i) => names[i % names.Length];
        var diagnostics = names.Select((n, i) => new Diagnostic { Code = "ORC" + n, Severity = Severity.Error, Subject = n, Place = new(Name(i + 1), i), Message = n + i, Remedy = n });
        var findings = names.Select((n, i) => new Finding
        {
            Code = n,
            Severity = (Severity)(i % 3),
            Subject = $"{i:D3}{n}",
            Message = n,
            Remedy = n,
            // Of a size of its own each, so that the order does not depend on the names.
            Consequence = new Consequence { Says = n, Views = [.. Enumerable.Range(0, i).Select(v => $"v{v}")] },
            Rows = [new Dictionary<string, string?> { ["a" + n] = n, ["b"] = null }],
            Muted = i % 5 == 0 ? new Mute { Code = n, Subject = n, Reason = n, Owner = n, Until = new LocalDate(2026, 4, 1 + (i % 28)) } : null,
        });
        var changes = names.Select(n => (object?)new Dictionary<string, object?> { ["action"] = n, ["resource"] = n, ["effect"] = n, ["properties"] = new List<object?> { n } }).ToList();
        var pauses = names.Select((n, i) => (object?)new Dictionary<string, object?> { ["job"] = $"{i:D3}{n}", ["reason"] = n, ["owner"] = n, ["until"] = $"{i:D3}{n}" }).ToList();
        var report = new VerbReport
        {
            Verb = "plan",
            Pipeline = Name(0),
            Target = "gcp",
            At = ManyFindings.At,
            Exit = 2,
            Headline = Name(2),
            Findings = [.. findings],
            Diagnostics = [.. diagnostics],
            Summary = new Dictionary<string, object?> { ["changes"] = changes, ["pauses"] = pauses, ["tzData"] = Name(4), ["create"] = 1, ["proposals"] = new List<object?> { new Dictionary<string, object?> { ["sentence"] = Name(5) } } },
        };
        return PullRequestText.Render(new CommentContent { Stack = Name(6), Commit = Name(7), Reports = [report], ShowPersonal = true, ShowValues = true, Limit = 1_000_000 });
    }
}
