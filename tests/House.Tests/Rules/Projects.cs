using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Every project is in the solution, and every room has its tests.</summary>
public sealed class Projects
{
    // Generated, without a line of ours.
    private static readonly string[] Untested = ["Orchestrator.GoogleSql.Protocol"];

    [Fact]
    public void Of_this_repository_are_built_and_tested() => Assert.Empty(Violations(Paths(Repository.Files), Repository.File("Orchestrator.sln").Text));

    [Fact]
    public void One_outside_the_solution_is_refused() =>
        Assert.Contains("not in Orchestrator.sln", Assert.Single(Violations(["tests/A.Tests/A.Tests.csproj"], "")), StringComparison.Ordinal);

    [Fact]
    public void One_without_tests_is_refused() =>
        Assert.Contains("no tests/A.Tests", Assert.Single(Violations(["infra/Orchestrator.A/Orchestrator.A.csproj"], @"""infra\Orchestrator.A\Orchestrator.A.csproj""")), StringComparison.Ordinal);

    [Fact]
    public void One_that_the_solution_has_and_the_folder_has_not_is_refused() =>
        Assert.Contains("does not exist", Assert.Single(Violations([], @"""infra\Gone\Gone.csproj""")), StringComparison.Ordinal);

    private static List<string> Paths(IEnumerable<SourceFile> files) => [.. files.Select(f => f.Path).Where(p => p.EndsWith(".csproj", StringComparison.Ordinal))];

    private static IEnumerable<string> Violations(List<string> projects, string solution)
    {
        var listed = Regex.Matches(solution, "\"([^\"]+\\.csproj)\"").Select(m => m.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        foreach (var project in projects.Where(p => !listed.Contains(p))) yield return $"{project} is not in Orchestrator.sln";
        foreach (var gone in listed.Except(projects)) yield return $"{gone} is in Orchestrator.sln, but does not exist";
        foreach (var name in projects.Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)).Select(p => Path.GetFileNameWithoutExtension(p)).Except(Untested))
            if (!projects.Contains($"tests/{Room(name)}.Tests/{Room(name)}.Tests.csproj")) yield return $"{name} has no tests/{Room(name)}.Tests";
    }

    private static string Room(string project) => project.Replace("Orchestrator.", "", StringComparison.Ordinal);
}
