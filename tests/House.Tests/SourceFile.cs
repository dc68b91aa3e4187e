using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>A file of the repository: its path from the root, with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The code alone: comments and texts would otherwise be taken for uses.</summary>
    public string Code => Regex.Replace(
        Text,
        "//[^\n]*|/\\*.*?\\*/|(?<raw>\"{3,}).*?\\k<raw>|@\"(?:[^\"]|\"\")*\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)+'",
        m => m.Value.StartsWith('/') ? "" : "\"\"",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    /// <summary>Each place in the code where a pattern is found, as a sentence.</summary>
    public IEnumerable<string> Uses(string pattern, string instead) => Regex.Matches(Code, pattern).Select(m => $"{Path}: '{m.Value.Trim()}' - {instead}").Distinct();
}
