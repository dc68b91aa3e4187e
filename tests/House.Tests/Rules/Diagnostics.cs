using System.Text.RegularExpressions;
using Orchestrator.Model;

namespace House.Tests;

/// <summary>Every code that a person can meet is explained in docs/diagnostics.md, under the same words.</summary>
public sealed class DiagnosticsOfTheProduct
{
    private static readonly HashSet<string> Known = [.. DiagnosticFacts.All.Select(f => f.Code)];

    [Fact]
    public void Are_documented_in_the_words_that_the_program_uses() => Assert.Empty(Undocumented(DiagnosticFacts.All, Repository.File("docs/diagnostics.md").Text));

    [Fact]
    public void Are_all_in_the_table_of_facts() => Assert.Empty(Unknown(Repository.Code.Where(f => !f.IsTest), Known));

    [Theory]
    [InlineData("### ORC1001 · error · Another title", "ORC1001 has no heading")]
    [InlineData("### ORC1001 · warning · A title", "ORC1001 has no heading")]
    [InlineData("### ORC1001 · error · A title\n### ORC1002 · error · Gone", "ORC1002 is documented, but")]
    public void A_code_without_its_words_is_refused(string page, string violation) =>
        Assert.Contains(Undocumented([new("ORC1001", Severity.Error, "A title")], page), v => v.StartsWith(violation, StringComparison.Ordinal));

    [Fact]
    public void A_code_that_no_table_knows_is_refused() =>
        Assert.Contains("ORC9999", Assert.Single(Unknown([new("cli/A.cs", "throw Mistake(\"ORC9999\");")], ["ORC1001"])), StringComparison.Ordinal);

    private static IEnumerable<string> Undocumented(IReadOnlyList<DiagnosticFact> facts, string page)
    {
        var headings = page.Split('\n').Where(l => l.StartsWith("### ORC", StringComparison.Ordinal)).Select(l => l[4..].TrimEnd()).ToHashSet();
        foreach (var fact in facts)
            if (!headings.Remove($"{fact.Code} · {fact.Severity.ToString().ToLowerInvariant()} · {fact.Title}")) yield return $"{fact.Code} has no heading '### {fact.Code} · {fact.Severity.ToString().ToLowerInvariant()} · {fact.Title}'";
        foreach (var heading in headings.Where(h => facts.All(f => !h.StartsWith(f.Code, StringComparison.Ordinal)))) yield return $"{heading.Split(' ')[0]} is documented, but no diagnostic has it";
    }

    private static IEnumerable<string> Unknown(IEnumerable<SourceFile> code, HashSet<string> known) =>
        code.SelectMany(f => Regex.Matches(f.Text, @"\bORC\d{4}\b").Where(m => !known.Contains(m.Value)).Select(m => $"{f.Path}: {m.Value} is not in DiagnosticFacts")).Distinct();
}
