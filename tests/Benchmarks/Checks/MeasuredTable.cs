using Orchestrator.Google;
using Orchestrator.Model;

namespace Benchmarks.Checks;

/// <summary>The table that is checked, its rows, and two sets of 50 checks of it.</summary>
internal static class MeasuredTable
{
    /// <summary>The project it stands in.</summary>
    public const string Project = "checked";

    /// <summary>Columns of numbers, each with four or five checks of its own.</summary>
    public const int Numbers = 10;

    private static readonly Table Measured = new()
    {
        Dataset = new() { Id = new("mart"), Layer = Layer.Mart },
        Name = "measured",
        Columns = [.. Enumerable.Range(0, Numbers).Select(i => new Column($"c{i}", "INT64")), new("number", "INT64"), new("code", "STRING"), new("state", "STRING"), new("never_checked", "STRING")],
    };

    /// <summary>Its columns, those that are never checked included.</summary>
    public static int Columns => Measured.Columns.Count;

    /// <summary>Makes the table and its rows.</summary>
    public static async Task FillAsync(BigQueryWarehouse warehouse, int rows)
    {
        await warehouse.QueryAsync(new($"CREATE SCHEMA `{Project}.mart`", []), default).ConfigureAwait(false);
        var columns = Enumerable.Range(0, Numbers).Select(i => $"MOD(n * {(2 * i) + 7919}, {1000 * (i + 1)}) AS c{i}");
        await warehouse.QueryAsync(
            new(
                $"""
                CREATE TABLE `{Project}.mart.measured` AS
                SELECT {string.Join(", ", columns)}, n AS number, CONCAT('J-', CAST(10000000 + n AS STRING)) AS code, CONCAT('state ', CAST(MOD(n * 7919, 6) AS STRING)) AS state, CONCAT('text of row ', CAST(n AS STRING)) AS never_checked
                FROM (SELECT a * 1000 + b AS n FROM UNNEST(GENERATE_ARRAY(0, {(rows / 1000) - 1})) AS a, UNNEST(GENERATE_ARRAY(0, 999)) AS b)
                """,
                []),
            default).ConfigureAwait(false);
    }

    /// <summary>50 checks of numbers that look at one row at a time.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="broken">Whether some do not hold.</param>
    public static IReadOnlyList<Check> OfNumbers(int rows, bool broken)
    {
        var checks = new List<Check> { new RowCount { Name = "rows", Says = "All rows are there.", Relation = Measured, Min = rows, Max = rows } };
        for (var i = 0; i < Numbers; i++)
        {
            var (column, most) = ($"c{i}", 1000 * (i + 1));
            checks.Add(new NotNull { Name = $"not-null-{i}", Says = "It has a value.", Relation = Measured, Column = column });
            checks.Add(new InRange { Name = $"in-range-{i}", Says = "It is in range.", Relation = Measured, Column = column, Type = "INT64", Min = "0", Max = $"{most - (broken ? i % 3 : 0)}" });
            checks.Add(new InRange { Name = $"positive-{i}", Says = "It is positive.", Relation = Measured, Column = column, Type = "INT64", Min = "0", MinExclusive = broken && i % 2 == 0 });
            checks.Add(new Expression { Name = $"small-{i}", Says = "It is small.", Relation = Measured, Predicate = $"c{i} < {most}" });
            if (i < Numbers - 1) checks.Add(new AcceptedValues { Name = $"known-{i}", Says = "It is known.", Relation = Measured, Column = column, Type = "INT64", Values = [.. Enumerable.Range(0, 20).Select(v => $"{v}")], Tolerated = new(Share: 1) });
        }

        return checks;
    }

    /// <summary>The same with a key, a pattern and accepted texts in the place of three conditions: each of them costs more than many of the others together.</summary>
    public static IReadOnlyList<Check> WithKeyAndPattern(int rows, bool broken) =>
    [
        .. OfNumbers(rows, broken).Where(c => c.Name is not ("small-7" or "small-8" or "small-9")),
        new Unique { Name = "unique", Says = "A number stands once.", Relation = Measured, Key = ["number"] },
        new MatchesPattern { Name = "pattern", Says = "It is a code.", Relation = Measured, Column = "code", Pattern = TextPattern.Of(broken ? "J-[0-8]{8}" : "J-[0-9]{8}") },
        new AcceptedValues { Name = "states", Says = "It is a state.", Relation = Measured, Column = "state", Values = [.. Enumerable.Range(broken ? 1 : 0, 6).Select(v => $"state {v}")] },
    ];

    /// <summary>A pipeline with these checks.</summary>
    public static Pipeline Pipeline(IReadOnlyList<Check> checks) => new()
    {
        Name = "checked",
        Project = Project,
        Location = "US",
        SchedulerLocation = "us-central1",
        Zone = "America/Phoenix",
        SqlFolder = "sql",
        SqlFiles = new Dictionary<string, string>(),
        ServiceAccount = "checked",
        Datasets = [Measured.Dataset],
        Relations = [Measured],
        Jobs = [],
        Checks = checks,
    };
}
