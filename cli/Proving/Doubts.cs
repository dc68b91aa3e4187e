using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What is legal in a list of jobs and probably not meant. It changes no verdict and no exit code.</summary>
internal static class Doubts
{
    private const int MostRows = 50;

    /// <summary>The doubts of a list, over a year of its horizon; a declared pipeline has them as diagnostics already.</summary>
    public static IReadOnlyList<ScheduleDoubt> Of(IReadOnlyList<ScheduledJob> jobs, ProveRequest request)
    {
        if (request.OrdersAreKnown) return [];
        var year = new ProofHorizon(request.Horizon.From, Instant.Min(request.Horizon.To, request.Horizon.From + Duration.FromDays(366)));
        return ScheduleLint.Find(jobs, year);
    }

    /// <summary>One row each.</summary>
    public static IEnumerable<ReportSection> Sections(IReadOnlyList<ScheduleDoubt> doubts)
    {
        if (doubts.Count == 0) yield break;
        var more = doubts.Count - MostRows;
        List<ReportBlock> blocks = [new ReportBlock.Grid(["what", "remedy"], [.. doubts.Take(MostRows).Select(d => (IReadOnlyList<string>)[d.Message, d.Remedy])])];
        if (more > 0) blocks.Add(new ReportBlock.Paragraph($"{more:#,0} more; --format json lists all."));
        yield return new("Worth a look", blocks);
    }

    /// <summary>The doubts as data.</summary>
    public static List<Dictionary<string, object?>> Json(IReadOnlyList<ScheduleDoubt> doubts) =>
        [.. doubts.Select(d => new Dictionary<string, object?> { ["kind"] = d.Kind.ToString(), ["jobs"] = d.Names, ["message"] = d.Message, ["remedy"] = d.Remedy })];
}
