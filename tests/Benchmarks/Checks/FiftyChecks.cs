using System.Diagnostics;
using NodaTime;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Benchmarks.Checks;

/// <summary>50 checks of one table as the product asks them, in one query, beside one query for each, on the local engine in a process of its own.</summary>
public static class FiftyChecks
{
    // What dbt, which asks one query per test, is commonly set up with.
    private const int Threads = 4;

    private static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 20, 0);

    /// <summary>Time, jobs and bytes over ten million rows.</summary>
    public static IReadOnlyList<FigureTable> Measure(int repetitions) => MeasureAsync(10_000_000, Math.Min(repetitions, 3)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<FigureTable>> MeasureAsync(int rows, int repetitions)
    {
        using var cloud = Drift.LocalCloud.Start();
        cloud.Fill([], MeasuredTable.Project, "us-central1");
        using var http = GoogleHttp.ClientFor(cloud.Endpoint);
        using var google = new GoogleConnection(http, cloud.Endpoint, TimeProvider.System, new Random(1));
        var warehouse = new BigQueryWarehouse(google, MeasuredTable.Project);
        await MeasuredTable.FillAsync(warehouse, rows).ConfigureAwait(false);

        var about = $"50 checks of one table of {rows:N0} rows and {MeasuredTable.Columns} columns, on the local Google in a process of its own. All hold while the time is taken, as on most days. "
            + "The one query is estimated first, as the verb does; the single ones are not, because who asks them one by one does not estimate them. "
            + $"The goal is held against fifty queries one after the other, and beside it against {Threads} at once, as a tool that asks one query for each test may be set up. Processor time is that of the local Google, its analyzer not counted.";
        return
        [
            await MeasureAsync("Checks in one scan", $"{about} Not null, range, accepted values, conditions, one count of rows.", MeasuredTable.OfNumbers, true).ConfigureAwait(false),
            await MeasureAsync("Checks in one scan, with a key and a pattern", "The same with a key of ten million different values, a regular expression and accepted texts in the place of three conditions. What a key and an expression cost is no reading, and no scan can share it.", MeasuredTable.WithKeyAndPattern, false).ConfigureAwait(false),
        ];

        async Task<FigureTable> MeasureAsync(string title, string explanation, Func<int, bool, IReadOnlyList<Check>> declare, bool goal)
        {
            var checks = declare(rows, false);
            var together = CheckCompiler.Compile(MeasuredTable.Pipeline(checks), checks, Now);
            var apart = Apart(checks);
            var (one, ways) = (new Times(cloud), new[] { 1, Threads, 8 }.Select(atOnce => (AtOnce: atOnce, Times: new Times(cloud))).ToList());
            // Warm-up: the local Google compiles what is called for the first time.
            var shared = await TogetherAsync(together, warehouse).ConfigureAwait(false);
            var single = await ApartAsync(apart, Threads, warehouse).ConfigureAwait(false);
            for (var i = 0; i < repetitions; i++)
            {
                shared = await one.OfAsync(() => TogetherAsync(together, warehouse)).ConfigureAwait(false);
                foreach (var (atOnce, times) in ways) single = await times.OfAsync(() => ApartAsync(apart, atOnce, warehouse)).ConfigureAwait(false);
            }

            var (bytes, all) = (CheckSummary.BytesProcessed(shared), CheckSummary.BytesProcessed(single));
            var columns = checks.OfType<RelationCheck>().SelectMany(Columns).Distinct(StringComparer.Ordinal);
            var union = (await warehouse.DryRunAsync(new($"SELECT {string.Join(", ", columns)} FROM `{MeasuredTable.Project}.mart.measured`", []), default).ConfigureAwait(false)).BytesProcessed;
            var broken = declare(rows, true);
            var differ = Differ(shared, single) + Differ(
                await TogetherAsync(CheckCompiler.Compile(MeasuredTable.Pipeline(broken), broken, Now), warehouse).ConfigureAwait(false),
                await ApartAsync(Apart(broken), Threads, warehouse).ConfigureAwait(false));

            var ours = Figure.Of("All checks in one query, estimate included", "ms", one.Wall);
            var oursBusy = Figure.Of("... processor time", "ms", one.Processor);
            var theirs = ways.ToDictionary(w => w.AtOnce, w => Figure.Of(w.AtOnce == 1 ? "One query for each check, one after the other" : $"One query for each check, {w.AtOnce} at once", "ms", w.Times.Wall).Beside(ours));
            return new(
                title,
                explanation,
                [
                    ours,
                    oursBusy,
                    .. ways.SelectMany(w => new[] { goal && w.AtOnce <= Threads ? theirs[w.AtOnce].For($">= 3 times ours ({theirs[w.AtOnce].Ratio ?? 0:0.0})", theirs[w.AtOnce].Ratio >= 3) : theirs[w.AtOnce], Figure.Of("... processor time", "ms", w.Times.Processor).Beside(oursBusy) }),
                    Figure.Count("Jobs that were run", "jobs", shared.Select(r => r.JobId).Distinct().Count()).For("1", together.Count == 1),
                    Figure.Count("Bytes that were read", "B", bytes).For($"<= 1.02 times the checked columns ({(double)bytes / union:0.000})", bytes <= 1.02 * union),
                    Figure.Count("... by one query for each check", "B", all).Beside(Figure.Count("", "B", bytes)),
                    Figure.Count("Verdicts that differ or are not known, among these 50 and 50 of which some do not hold", "checks", differ).For("0", differ == 0),
                ]);
        }
    }

    private static List<CompiledScan> Apart(IReadOnlyList<Check> checks) => [.. checks.SelectMany(c => CheckCompiler.Compile(MeasuredTable.Pipeline(checks), [c], Now))];

    private static IEnumerable<string> Columns(RelationCheck check) => check switch
    {
        Expression expression => [expression.Predicate[..2]],
        RowCheck row => row.Columns,
        _ => [],
    };

    private static int Differ(IReadOnlyList<CheckResult> shared, IReadOnlyList<CheckResult> single)
    {
        var verdicts = single.ToDictionary(r => r.Check.Name, Verdict, StringComparer.Ordinal);
        return shared.Count(r => r.Outcome == CheckOutcome.Unknown || Verdict(r) != verdicts[r.Check.Name]);
    }

    private static (CheckOutcome, string, long) Verdict(CheckResult result) => (result.Outcome, result.Says, result.Offences);

    private static async Task<IReadOnlyList<CheckResult>> TogetherAsync(IReadOnlyList<CompiledScan> scans, BigQueryWarehouse warehouse) =>
        await CheckRunner.RunAsync(await CheckEstimates.AskAsync(scans, warehouse, default).ConfigureAwait(false), warehouse, null, _ => { }, default).ConfigureAwait(false);

    private static async Task<IReadOnlyList<CheckResult>> ApartAsync(IReadOnlyList<CompiledScan> scans, int atOnce, BigQueryWarehouse warehouse)
    {
        var results = new IReadOnlyList<CheckResult>[scans.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, scans.Count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (i, token) => results[i] = await CheckRunner.RunAsync([scans[i]], warehouse, token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. results.SelectMany(r => r)];
    }

    private sealed record Times(Drift.LocalCloud Cloud)
    {
        public List<double> Wall { get; } = [];

        public List<double> Processor { get; } = [];

        public async Task<T> OfAsync<T>(Func<Task<T>> work)
        {
            var (start, busy) = (Stopwatch.GetTimestamp(), Cloud.Busy);
            var result = await work().ConfigureAwait(false);
            Wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Processor.Add((Cloud.Busy - busy).TotalMilliseconds);
            return result;
        }
    }
}
