using Benchmarks;
using Benchmarks.Checks;
using Benchmarks.Drift;
using Benchmarks.Rows;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Of(args);
}
catch (Exception mistake) when (mistake is ArgumentException or FormatException)
{
    Console.Error.WriteLine($"benchmarks: {mistake.Message}\n\n{Options.Usage}");
    return 1;
}

var repository = new DirectoryInfo(AppContext.BaseDirectory);
while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "Orchestrator.sln"))) repository = repository.Parent;
if (repository is null)
{
    Console.Error.WriteLine("benchmarks: no Orchestrator.sln above the program: run it from a clone of the repository.");
    return 1;
}

var (jobs, peers) = (Fleet.Of(options.Jobs), ClockPeers.In(repository.FullName));
(string Name, Func<IReadOnlyList<FigureTable>> Measure)[] measures =
[
    ("the fleet", () => [FleetSpeed.Measure(jobs, options.Repetitions)]),
    ("one fire", () => [PerFire.Measure(peers, options.Repetitions)]),
    ("proofs", () => [EdgeProofs.Measure(jobs, options.Edges, options.Repetitions)]),
    ("synthesis", () => [DagSynthesis.Measure(options.Repetitions)]),
    ("agreement with Quartz over every fire (about a minute)", () => [FleetAgreement.Measure(jobs)]),
    ("drift on the local cloud (about two minutes)", () => DriftSpeed.Measure(options.Repetitions)),
    ("checks in one scan (about two minutes)", () => FiftyChecks.Measure(options.Repetitions)),
    ("rows of two systems (about a quarter of an hour)", () => [RowsOfTwoSystems.MeasureAsync(options.Rows).GetAwaiter().GetResult()]),
    ("the pinned answers of the peers", () => [PinnedAnswers.Measure(peers)]),
];

var tables = new List<FigureTable>();
foreach (var (name, measure) in measures.Where(m => options.Only is null || m.Name.StartsWith(options.Only, StringComparison.Ordinal)))
{
    Console.Error.WriteLine($"benchmarks: {name} ...");
    tables.AddRange(measure());
}

Console.WriteLine(options.Json ? Page.Json(tables, options.Date) : Page.Text(tables));
if (options.Write is { } page) File.WriteAllText(page, Page.Rewritten(File.ReadAllText(page), tables, options.Date!));

var missed = tables.SelectMany(t => t.Figures.Where(f => f.Met == false).Select(f => $"{t.Title}: {f.Name} is {Figure.Text(f.Median)} {f.Unit}, the goal is {f.Goal}")).ToList();
foreach (var goal in missed) Console.Error.WriteLine($"benchmarks: missed: {goal}.");
return options.Gate && missed.Count > 0 ? 2 : 0;
