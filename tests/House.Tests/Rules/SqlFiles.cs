using System.Text.RegularExpressions;
using Orchestrator.Model;
using Orchestrator.Pipelines;

namespace House.Tests;

/// <summary>Every SQL file is found by its name: it belongs to a declared view, table, job or check.</summary>
public sealed class SqlFilesOfTheRepository
{
    private static readonly HashSet<string> Claimed =
        [.. PipelineCatalog.All.Values.Select(declare => declare()).SelectMany(p => SqlPaths.Of(p).Select(file => SqlPaths.FromRoot(p, file.Path)))];

    [Fact]
    public void Are_all_claimed_by_a_declaration() => Assert.Empty(Violations(Repository.Files, Claimed));

    [Theory]
    [InlineData("infra/Pipelines/X/sql/mart/orphan.sql", "claimed by no declaration")]
    [InlineData("infra/Pipelines/X/sql/mart/daily.must-hold.sql", "not named")]
    [InlineData("infra/Pipelines/X/mart/daily.sql", "not named")]
    [InlineData("checks/daily.sql", "not named")]
    public void A_file_that_nobody_finds_is_refused(string path, string violation) =>
        Assert.Contains(violation, Assert.Single(Violations([new(path, "SELECT 1")], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("infra/Pipelines/X/sql/mart/daily.sql")]
    [InlineData("infra/Pipelines/X/sql/mart/daily.one-row-per-day.check.sql")]
    [InlineData("infra/Pipelines/X/sql/mart/to_cents.routine.sql")]
    [InlineData("infra/Pipelines/X/sql/jobs/clean-up.sql")]
    public void A_claimed_file_is_accepted(string path) => Assert.Empty(Violations([new(path, "SELECT 1")], [path]));

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> files, HashSet<string> claimed)
    {
        foreach (var file in files.Where(f => f.Path.EndsWith(".sql", StringComparison.Ordinal) && !f.IsTest))
            if (!Regex.IsMatch(file.Path, @"^infra/Pipelines/\w+/sql/(?:jobs/[\w-]+|\w+/[^./]+(?:\.[a-z0-9-]+\.check|\.routine)?)\.sql$"))
                yield return $"{file.Path} is not named <dataset>/<table>.sql, <dataset>/<table>.<what-must-hold>.check.sql, <dataset>/<name>.routine.sql or jobs/<job>.sql below its pipeline's sql folder";
            else if (!claimed.Contains(file.Path)) yield return $"{file.Path} is claimed by no declaration";
    }
}
