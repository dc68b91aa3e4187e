using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>How late rows arrive against how far back they are loaded, for the tables that advised relations are made of.</summary>
/// <param name="Measured">What was measured, by table.</param>
/// <param name="Findings">Look-backs that are too short, and tables that could not be asked.</param>
internal sealed record LookBackPart(IReadOnlyList<Lateness> Measured, IReadOnlyList<Finding> Findings)
{
    /// <summary>Measures every table that says which columns tell it.</summary>
    public static async Task<LookBackPart> MeasureAsync(Session session, IReadOnlyList<RelationAdvice> advised, IWarehouse warehouse, CancellationToken cancellation)
    {
        var graph = PipelineGraph.Of(session.Analyzed);
        var upstream = new HashSet<TableId>();
        var open = new Stack<TableId>(advised.Select(a => a.Relation.Id));
        while (open.TryPop(out var id))
            if (upstream.Add(id))
                foreach (var read in graph.ReadsOf(id)) open.Push(read.Id);
        var measured = new List<Lateness>();
        var findings = new List<Finding>();
        foreach (var table in session.Analyzed.Pipeline.Relations.OfType<Table>().Where(t => upstream.Contains(t.Id)))
        {
            if (table.Arrival is not { } arrival) continue;
            try
            {
                measured.Add(await LatenessScan.RunAsync(graph, table, arrival, session.Project, session.Now, warehouse, cancellation).ConfigureAwait(false));
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                findings.Add(new() { Code = AdviceFindings.Unknown, Severity = Severity.Error, Subject = table.ResourceId.ToString(), Message = $"How late its rows arrive could not be measured: {failure.Message}" });
            }
        }

        return new(measured, [.. findings, .. measured.Select(AdviceFindings.Of).OfType<Finding>()]);
    }

    /// <summary>One row per table.</summary>
    public IEnumerable<ReportSection> Sections()
    {
        if (Measured.Count == 0) yield break;
        yield return new("Look-back",
        [
            new ReportBlock.Paragraph($"How many days after the date that they are about rows came or changed, over the last {LatenessScan.DaysBack} days, against how far back the jobs load."),
            new ReportBlock.Grid(["table", "rows", "99 of 100 within", "latest", "loaded again", "verdict"], [.. Measured.Select(m => (IReadOnlyList<string>)
                [m.Table.Id.ToString(), $"{m.Rows:#,0}", m.Rows == 0 ? "-" : $"{m.P99} d", m.Rows == 0 ? "-" : $"{m.Latest} d", m.Window is { } w ? $"{w.Days} d" : "-", Word(m.Verdict)])]),
        ]);
    }

    /// <summary>The figures.</summary>
    public List<Dictionary<string, object?>> Json() => [.. Measured.Select(m => new Dictionary<string, object?>
    {
        ["table"] = m.Table.Id.ToString(), ["rows"] = m.Rows, ["p99Days"] = m.P99, ["latestDays"] = m.Latest, ["lookBackDays"] = m.Window?.Days,
        ["beyond"] = m.Beyond, ["onTheLastDay"] = m.OnTheEdge, ["verdict"] = Word(m.Verdict), ["says"] = m.Says,
    })];

    private static string Word(LookBackVerdict verdict) => verdict switch
    {
        LookBackVerdict.Enough => "enough",
        LookBackVerdict.Cut => "cut off?",
        LookBackVerdict.Short => "too short",
        _ => "not known",
    };
}
