using System.Diagnostics;
using NodaTime;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Benchmarks.Checks;

/// <summary>50 checks of one table as the product asks them, in one query, beside one query for each, on the local engine in a process of its own.</summary>
public static class FiftyChecks
{
    private const string Project = "checked";
    private const int Columns = 10;

    private static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 20, 0);

    private static readonly Table Measured = new()
    {
        Dataset = new() { Id = new("mart"), Layer = Layer.Mart },
        Name = "measured",
        Columns = [.. Enumerable.Range(0, Columns).Select(i => new Column($"c{i}", "INT64")), new("never_checked", "STRING")],
    };

    /// <summary>Time, jobs and bytes over ten million rows.</summary>
    public static IReadOnlyList<FigureTable> Measure(int repetitions) => MeasureAsync(10_000_000, Math.Min(repetitions, 3)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<FigureTable>> MeasureAsync(int rows, int repetitions)
    {
        using var cloud = Drift.LocalCloud.Start();
        cloud.Fill([], Project, "us-central1");
        using var http = GoogleHttp.ClientFor(cloud.Endpoint);
        using var google = new GoogleConnection(http, cloud.Endpoint, TimeProvider.System, new Random(1));
        var warehouse = new BigQueryWarehouse(google, Project);
        await FillAsync(warehouse, rows).ConfigureAwait(false);

        var checks = Declare(rows);
        var pipeline = Pipeline(checks);
        var together = CheckCompiler.Compile(pipeline, checks, Now);
        var apart = checks.SelectMany(c => CheckCompiler.Compile(pipeline, [c], Now)).ToList();
        var (one, fifty) = (new List<double>(), new List<double>());
        IReadOnlyList<CheckResult> shared = [], single = [];
        for (var i = 0; i < repetitions; i++)
        {
            (shared, var ms) = await RunAsync(together, warehouse).ConfigureAwait(false);
            one.Add(ms);
            (single, ms) = await RunAsync(apart, warehouse).ConfigureAwait(false);
            fifty.Add(ms);
        }

        var union = (await warehouse.DryRunAsync(new($"SELECT {string.Join(", ", Enumerable.Range(0, Columns).Select(i => $"c{i}"))} FROM `{Project}.mart.measured`", []), default).ConfigureAwait(false)).BytesProcessed;
        var (bytes, all) = (CheckSummary.BytesProcessed(shared), CheckSummary.BytesProcessed(single));
        var verdicts = single.ToDictionary(r => r.Check.Name, Verdict, StringComparer.Ordinal);
        var differ = shared.Count(r => r.Outcome == CheckOutcome.Unknown || Verdict(r) != verdicts[r.Check.Name]);
        var ours = Figure.Of("All checks in one query, estimate included", "ms", one);
        var theirs = Figure.Of("... one query for each check, 8 at once", "ms", fifty).Beside(ours);
        return
        [
            new("Checks in one scan",
                $"{checks.Count} checks of one table of {rows:N0} rows and {Columns + 1} columns, {Columns} of them checked, on the local Google in a process of its own: not null, range, accepted values, conditions, one count of rows. Each run asks for the estimate first, as the verb does.",
                [
                    ours.For($">= 3 times faster ({theirs.Ratio:0.0})", theirs.Ratio >= 3),
                    theirs,
                    Figure.Count("Jobs that were run", "jobs", shared.Select(r => r.JobId).Distinct().Count()).For("1", together.Count == 1),
                    Figure.Count("Bytes that were read", "B", bytes).For($"<= 1.02 times the checked columns ({(double)bytes / union:0.000})", bytes <= 1.02 * union),
                    Figure.Count("... by one query for each check", "B", all).Beside(Figure.Count("", "B", bytes)),
                    Figure.Count("Verdicts that differ, or are not known", "checks", differ).For("0", differ == 0),
                ]),
        ];
    }

    private static (CheckOutcome, string, long) Verdict(CheckResult result) => (result.Outcome, result.Says, result.Offences);

    private static async Task<(IReadOnlyList<CheckResult> Results, double Milliseconds)> RunAsync(IReadOnlyList<CompiledScan> scans, BigQueryWarehouse warehouse)
    {
        var start = Stopwatch.GetTimestamp();
        var estimates = await CheckEstimates.AskAsync(scans, warehouse, default).ConfigureAwait(false);
        var results = await CheckRunner.RunAsync(estimates, warehouse, null, _ => { }, default).ConfigureAwait(false);
        return (results, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task FillAsync(BigQueryWarehouse warehouse, int rows)
    {
        await warehouse.QueryAsync(new($"CREATE SCHEMA `{Project}.mart`", []), default).ConfigureAwait(false);
        var columns = Enumerable.Range(0, Columns).Select(i => $"MOD(n * {(2 * i) + 7919}, {1000 * (i + 1)}) AS c{i}");
        await warehouse.QueryAsync(
            new($"CREATE TABLE `{Project}.mart.measured` AS SELECT {string.Join(", ", columns)}, CONCAT('text of row ', CAST(n AS STRING)) AS never_checked FROM (SELECT a * 1000 + b AS n FROM UNNEST(GENERATE_ARRAY(0, {(rows / 1000) - 1})) AS a, UNNEST(GENERATE_ARRAY(0, 999)) AS b)", []),
            default).ConfigureAwait(false);
    }

    // Some hold and some do not, so that both kinds of verdict are compared.
    private static List<Check> Declare(int rows)
    {
        var checks = new List<Check> { new RowCount { Name = "rows", Says = "All rows are there.", Relation = Measured, Min = rows, Max = rows } };
        for (var i = 0; i < Columns; i++)
        {
            var column = $"c{i}";
            checks.Add(new NotNull { Name = $"not-null-{i}", Says = "It has a value.", Relation = Measured, Column = column });
            checks.Add(new InRange { Name = $"in-range-{i}", Says = "It is in range.", Relation = Measured, Column = column, Type = "INT64", Min = "0", Max = $"{(1000 * (i + 1)) - (i % 3)}" });
            checks.Add(new InRange { Name = $"positive-{i}", Says = "It is positive.", Relation = Measured, Column = column, Type = "INT64", Min = "0", MinExclusive = i % 2 == 0 });
            checks.Add(new Expression { Name = $"small-{i}", Says = "It is small.", Relation = Measured, Predicate = $"c{i} < {1000 * (i + 1)}" });
            if (i < Columns - 1) checks.Add(new AcceptedValues { Name = $"known-{i}", Says = "It is known.", Relation = Measured, Column = column, Type = "INT64", Values = [.. Enumerable.Range(0, 20).Select(v => $"{v}")], Tolerated = new(Share: 1) });
        }

        return checks;
    }

    private static Pipeline Pipeline(IReadOnlyList<Check> checks) => new()
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
