using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>A tracked file knows nothing of the machine on which it was written, nor of the registry from which packages came.</summary>
public sealed class Machines
{
    // Put together from pieces, or this file would be its own first violation.
    private static readonly string Pattern = string.Join('|', [
        "(?<![\\w.}/-])/(?:" + "home|Users|root|work|mnt" + ")/[\\w.-]",
        "\\b[A-Z]:" + "\\\\(?:Users|src|work)\\\\",
        "https?://" + "(?:registry|npm|nuget|feed|pkgs|artifactory|nexus)[\\w-]*\\.",
        "https?://api\\." + "nuget\\.",
        "/v3/" + "index\\.json",
    ]);

    [Fact]
    public void Are_named_by_no_tracked_file() => Assert.Empty(Violations(Repository.Files));

    [Theory]
    [InlineData("\"/ho" + "me/somebody/x\"")]
    [InlineData("cd /wo" + "rk/x")]
    [InlineData("C:\\Us" + "ers\\x")]
    [InlineData("\"resolved\": \"https://regis" + "try.npmjs.org/x\"")]
    [InlineData("https://api.nu" + "get.org/v3/x")]
    public void A_path_or_host_is_refused(string text) => Assert.NotEmpty(Violations([new("a.json", text)]));

    [Theory]
    [InlineData("https://example.com/wo" + "rk/x")]
    [InlineData("${root}/home/x")]
    [InlineData("https://dotnet.microsoft.com/download")]
    public void Another_path_is_accepted(string text) => Assert.Empty(Violations([new("a.json", text)]));

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        files.SelectMany(f => Regex.Matches(f.Text, Pattern).Select(m => $"{f.Path}: '{m.Value}' belongs to one machine or feed")).Distinct();
}
