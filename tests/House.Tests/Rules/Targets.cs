using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>What <c>./build.sh --help</c> offers is what there is.</summary>
public sealed class Targets
{
    [Fact]
    public void Of_this_repository_are_all_listed() => Assert.Empty(Violations(Repository.Files.Where(f => f.Path.EndsWith(".cake", StringComparison.Ordinal)), Repository.File("build/targets.txt").Text));

    [Fact]
    public void One_that_is_missing_on_either_side_is_refused() =>
        Assert.Equal(["Fly is not listed in build/targets.txt", "Swim is listed in build/targets.txt, but no task"], Violations([new("build/a.cake", "Task(\"Fly\")\nTask(\"__Hidden\")")], "Usage\n\n  Swim      swims\n"));

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> scripts, string page)
    {
        var tasks = scripts.SelectMany(f => Regex.Matches(f.Text, "\\bTask\\(\"([A-Za-z]\\w*)\"\\)")).Select(m => m.Groups[1].Value).ToHashSet();
        var listed = Regex.Matches(page, @"(?<=^  )\w+(?=  )", RegexOptions.Multiline).Select(m => m.Value).ToHashSet();
        return [.. tasks.Except(listed).Order().Select(t => $"{t} is not listed in build/targets.txt"), .. listed.Except(tasks).Order().Select(t => $"{t} is listed in build/targets.txt, but no task")];
    }
}
