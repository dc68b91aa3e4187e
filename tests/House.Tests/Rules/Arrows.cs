using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Which project may refer to which: every arrow of the house, and no other.</summary>
public sealed class Arrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Orchestrator.Schedules"] = [],
        ["Orchestrator.Model"] = ["Orchestrator.Schedules"],
        ["Orchestrator.GoogleSql.Protocol"] = [],
        ["Orchestrator.GoogleSql"] = ["Orchestrator.Model", "Orchestrator.GoogleSql.Protocol"],
        ["Orchestrator.Google"] = ["Orchestrator.Model"],
        ["Orchestrator.Postgres"] = ["Orchestrator.Model"],
        ["Orchestrator.Pulumi"] = ["Orchestrator.Model"],
        ["Orchestrator.Pipelines"] = ["Orchestrator.Model"],
        ["Orchestrator.Drift"] = ["Orchestrator.Model", "Orchestrator.Schedules"],
        ["Orchestrator.Validation"] = ["Orchestrator.Model", "Orchestrator.Schedules"],
        ["Orchestrator.Tracing"] = ["Orchestrator.Model", "Orchestrator.Schedules"],
        ["Orchestrator.Reports"] = ["Orchestrator.Model"],
        ["Orchestrator.Engine"] = ["Orchestrator.GoogleSql"],
        // Never the client: both would be wrong in the same way, and the tests stay green.
        ["Orchestrator.Emulator"] = ["Orchestrator.Engine", "Orchestrator.Schedules"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Orchestrator.Schedules"] = ["NodaTime"],
        ["Orchestrator.Model"] = [],
    };

    [Fact]
    public void Of_this_repository_are_those_of_the_design() => Assert.Empty(Violations(Repository.Files));

    [Theory]
    [InlineData("infra/Orchestrator.Schedules/Orchestrator.Schedules.csproj", "../Orchestrator.Model/Orchestrator.Model.csproj", "Orchestrator.Schedules -> Orchestrator.Model")]
    [InlineData("emulator/Orchestrator.Emulator/Orchestrator.Emulator.csproj", @"..\..\infra\Orchestrator.Google\Orchestrator.Google.csproj", "Orchestrator.Emulator -> Orchestrator.Google")]
    [InlineData("infra/Orchestrator.Extra/Orchestrator.Extra.csproj", "../Orchestrator.Model/Orchestrator.Model.csproj", "Orchestrator.Extra is not")]
    public void Another_arrow_is_refused(string project, string reference, string violation) =>
        Assert.Contains(Violations([new(project, $"""<ProjectReference Include="{reference}" />""")]), v => v.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void Another_package_in_a_pure_project_is_refused() =>
        Assert.Contains(Violations([new("infra/Orchestrator.Model/Orchestrator.Model.csproj", """<PackageReference Include="Polly.Core" />""")]), v => v.Contains("Polly.Core", StringComparison.Ordinal));

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        foreach (var project in files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal) && !f.IsTest && f.Name != "Orchestrator.Cli.csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(project.Name);
            if (!Allowed.TryGetValue(name, out var allowed)) yield return $"{name} is not a room of the house: add it to the design and to this table";
            foreach (var to in Included(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(allowed ?? []))
                yield return $"{name} -> {to} is not an arrow of the design";
            foreach (var package in Packages.TryGetValue(name, out var packages) ? Included(project, "PackageReference").Except(packages) : [])
                yield return $"{name} must not use the package {package}";
        }
    }

    private static IEnumerable<string> Included(SourceFile project, string element) =>
        Regex.Matches(project.Text, $"<{element} Include=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
}
