using System.Text.Json.Nodes;

namespace Cli.Tests.Escalating;

/// <summary>One report of incident 000, shared by the tests that read its files.</summary>
public sealed class ReportOf000 : IAsyncLifetime
{
    private readonly CommandRun run = new();

    internal int Exit { get; private set; }

    internal string Text => run.Output;

    internal string Errors => run.Errors;

    internal string[] Files => [.. Directory.GetFiles(Path.Combine(run.Folder, "escalation")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    internal JsonNode Json => JsonNode.Parse(Read("000.json"))!;

    public async Task InitializeAsync() => Exit = await run.RunAsync("report", "000", "--out", "escalation", "--output", "json=escalation/000.json", "--output", "junit=escalation/000.xml", "--output", "sarif=escalation/000.sarif");

    // Without the signs that keep GitHub from making links and pictures of text.
    internal string Read(string file) => File.ReadAllText(Path.Combine(run.Folder, "escalation", file)).ReplaceLineEndings("\n").Replace("\u200B", "", StringComparison.Ordinal);

    public Task DisposeAsync()
    {
        run.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The document of source 000, written from what is found.</summary>
public sealed class AnEscalationOf000(ReportOf000 report) : IClassFixture<ReportOf000>
{
    [Fact]
    public void Ends_with_findings_and_writes_every_file_and_nothing_else()
    {
        Assert.True(report.Exit == 2, report.Errors);
        Assert.Equal(["000.html", "000.json", "000.md", "000.sarif", "000.xml"], report.Files);
    }

    [Fact]
    public void Has_the_table_of_the_document_in_markdown_and_html()
    {
        Assert.Contains(
            """
            | Region | Funnel MQL | SOP MQL | Variance | Issue Type |
            | --- | --- | --- | --- | --- |
            | AMER | 16 | 10 | 6 | Under-synced |
            | EMEA | 6 | 0 | 6 | Missing |
            | APAC | 0 | 0 | 0 | N/A |

            Total: 22 Funnel MQL, 10 SOP MQL, 12 short, 54.5 %.
            """.ReplaceLineEndings("\n"),
            report.Read("000.md"),
            StringComparison.Ordinal);
        Assert.Contains("<tr><td>EMEA</td><td>6</td><td>0</td><td>6</td><td>Missing</td></tr>", report.Read("000.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Computes_the_severity_and_says_why_it_is_not_that_of_the_ticket()
    {
        Assert.Equal(("error", "Medium"), ((string?)report.Json["summary"]!["severity"], (string?)report.Json["summary"]!["ticketPriority"]));
        Assert.Contains("Severity error, computed; the ticket says Medium: EMEA is at 0 % of Funnel since 2026-01-02; SOP holds 10 of 22 MQL, 54.5 % short; read by ", report.Read("000.md"), StringComparison.Ordinal);
        Assert.Contains("| Priority on the ticket | Medium |\n| Severity, computed | error |", report.Read("000.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_both_causes() =>
        Assert.Contains("Filter on a dimension: rows with Region EMEA never arrive; and lag: rows newer than 2026-01-09 20:00 UTC have not arrived.", (string?)report.Json["headline"], StringComparison.Ordinal);

    [Fact]
    public void Tells_what_happened_in_order() => Assert.Equal(
        [
            "| 2026-01-02 | data | EMEA: from this date on Funnel has MQL and SOP has none. |",
            "| 2026-01-10 | data | AMER: from this date on Funnel has MQL and SOP has none. |",
            "| 2026-01-11T17:00:00Z | people | It is found. |",
        ],
        Section("Timeline").Where(l => l.StartsWith("| 2026", StringComparison.Ordinal)));

    [Fact]
    public void Asks_first_for_the_declared_job_then_for_the_missing_rows_then_for_proof_and_at_last_for_the_end_of_the_bypass()
    {
        var actions = Section("Requested actions").Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();
        Assert.Equal(4, actions.Count);
        Assert.StartsWith("| 1 | orchestrator up r360funnel | DRIFT001 ", actions[0], StringComparison.Ordinal);
        Assert.Contains("AMER 2026-01-10 to 2026-01-11 \\(2 dates\\), EMEA 2026-01-02 to 2026-01-09 \\(6 dates\\)", actions[1], StringComparison.Ordinal);
        Assert.Contains("orchestrator check r360funnel --after-deploy", actions[2], StringComparison.Ordinal);
        Assert.Contains("Remove the bypass risk-report-reads-the-funnel once sop-matches-funnel holds", actions[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_its_story_in_the_order_of_the_document()
    {
        string[] headings = [.. report.Read("000.md").Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..])];
        string[] story = ["Summary", "Reconciliation sop-matches-funnel", "Diagnosis of sop-matches-funnel", "Affected tables", "What is live and not as declared", "Requested actions", "Bypasses", "Timeline", "Findings"];
        Assert.Equal(story, headings.Where(h => !h.StartsWith("Query ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Has_the_whole_statement_in_the_files_and_its_beginning_on_the_terminal()
    {
        Assert.Contains("more lines; the whole statement is in json, markdown and html.", report.Text, StringComparison.Ordinal);
        var sql = (string)report.Json["findings"]!.AsArray().Single(f => (string?)f!["subject"] == "check/sop-matches-funnel")!["sql"]!;
        Assert.EndsWith(sql.Split('\n')[^1] + "\n  ```\n", report.Read("000.md")[..(report.Read("000.md").IndexOf("  ```\n\n", StringComparison.Ordinal) + 6)], StringComparison.Ordinal);
    }

    private IEnumerable<string> Section(string title) => report.Read("000.md").Split($"## {title}\n")[1].Split("\n## ")[0].Split('\n');
}
