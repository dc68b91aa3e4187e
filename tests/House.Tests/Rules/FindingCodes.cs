using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Every code of a finding is explained in docs/findings.md, and nothing else is.</summary>
public sealed class CodesOfFindings
{
    [Fact]
    public void Are_documented() => Assert.Empty(Differences(Repository.Code.Where(f => !f.IsTest), Repository.File("docs/findings.md").Text));

    [Theory]
    [InlineData("Code = \"DRIFT042\"", "", "DRIFT042 is not in docs/findings.md")]
    [InlineData("", "| CHECK042 | gone | ... |", "CHECK042 is documented, but nothing has it")]
    public void A_code_on_one_side_only_is_refused(string code, string page, string violation) =>
        Assert.Equal(violation, Assert.Single(Differences([new("checks/A.cs", code)], page)));

    private static IEnumerable<string> Differences(IEnumerable<SourceFile> code, string page)
    {
        var used = code.SelectMany(f => Regex.Matches(f.Text, "\"((?:DRIFT|ORDER|CHECK|PAIR|PULUMI|MONITOR|BYPASS|ADVICE|ROWS)\\d{3})\"").Select(m => m.Groups[1].Value)).ToHashSet();
        var documented = Regex.Matches(page, @"^\| (?<code>[A-Z]+\d{3}) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Select(m => m.Groups["code"].Value).ToHashSet();
        return used.Except(documented).Order().Select(c => $"{c} is not in docs/findings.md").Concat(documented.Except(used).Order().Select(c => $"{c} is documented, but nothing has it"));
    }
}
