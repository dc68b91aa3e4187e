namespace Orchestrator.Model.Tests;

public sealed class Documentation_of_diagnostics
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics.md"));

    [Fact]
    public void Lists_the_codes_that_there_are_with_severity_and_title() => Assert.Equal(
        DiagnosticFacts.All.Select(f => $"{f.Code} · {f.Severity.ToString().ToLowerInvariant()} · {f.Title}"),
        Text.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]));

    [Fact]
    public void Says_of_each_what_it_is_why_it_matters_and_what_to_do() =>
        Assert.All(Text.Split("### ")[1..], entry => Assert.All(["- **What:** ", "- **Why:** ", "- **Remedy:** "], part => Assert.Contains(part, entry, StringComparison.Ordinal)));

    [Fact]
    public void Gives_each_code_and_title_once_and_in_order()
    {
        var codes = DiagnosticFacts.All.Select(f => f.Code).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.Equal(codes.Count, DiagnosticFacts.All.Select(f => f.Title).Distinct().Count());
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) return folder.FullName;
        throw new DirectoryNotFoundException("The repository's root, with Directory.Packages.props, is not above the tests.");
    }
}
