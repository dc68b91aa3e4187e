namespace House.Tests;

/// <summary>Files are small: they are read whole.</summary>
public sealed class Sizes
{
    private const int Median = 60;
    private const int Cap = 300;
    private const int TestCap = 400;

    [Fact]
    public void Of_this_repository_keep_the_budget() => Assert.Empty(Violations(Repository.Code));

    [Theory]
    [InlineData("cli/A.cs", 300, true)]
    [InlineData("cli/A.cs", 301, false)]
    [InlineData("tests/A.cs", 400, true)]
    [InlineData("tests/A.cs", 401, false)]
    [InlineData("tests/CronFacts.cs", 4000, true)]
    public void A_file_beyond_its_cap_is_refused(string path, int lines, bool kept) =>
        Assert.Equal(kept, !Violations([new(path, Lines(lines)), new("cli/B.cs", Lines(1)), new("cli/C.cs", Lines(1))]).Any());

    [Fact]
    public void Many_long_files_are_refused_though_none_is_beyond_the_cap() =>
        Assert.Contains("median", Assert.Single(Violations([new("a/A.cs", Lines(61)), new("a/B.cs", Lines(61)), new("a/C.cs", Lines(1))])), StringComparison.Ordinal);

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> code)
    {
        var measured = code.Where(f => !f.Name.Contains("Facts", StringComparison.Ordinal)).Select(f => (f.Path, f.IsTest, Lines: f.Text.TrimEnd('\n').Split('\n').Length)).ToList();
        foreach (var (path, isTest, lines) in measured.Where(f => f.Lines > (f.IsTest ? TestCap : Cap))) yield return $"{path} has {lines} lines: at most {(isTest ? TestCap : Cap)}; split it by what it talks about";
        var sorted = measured.Where(f => !f.IsTest).Select(f => f.Lines).Order().ToList();
        if (sorted.Count > 0 && sorted[sorted.Count / 2] > Median) yield return $"the median file has {sorted[sorted.Count / 2]} lines: at most {Median}";
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("x\n", count));
}
