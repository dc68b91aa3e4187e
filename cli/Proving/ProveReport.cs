using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A proof as the report of the verb <c>prove</c>.</summary>
internal static class ProveReport
{
    private const int MostRows = 200;

    /// <summary>The report. Mistakes outweigh failures, failures outweigh what is not known; nothing proven is never green.</summary>
    public static VerbReport Of(ProvenList proven, Instant now)
    {
        var mistakes = proven.Diagnostics.Count(d => d.Severity == Severity.Error);
        var nothing = proven.Orders.Count == 0 && !proven.Request.OrdersAreKnown;
        var all = proven.Orders.Concat(proven.Other?.Orders ?? []);
        return new()
        {
            Verb = "prove",
            Pipeline = proven.Request.Title,
            Target = "local",
            At = now,
            Exit = mistakes > 0 ? 1 : all.Any(o => o.Fails) ? 2 : nothing || all.Any(o => o.Verdict is null) ? 3 : 0,
            Headline = Headline(proven, mistakes),
            Findings = [.. ProveFindings.Of(proven), .. proven.Other is { } other ? TzReport.Findings(other) : []],
            Diagnostics = proven.Diagnostics,
            Summary = ProveJson.Of(proven),
            Sections = [.. Orders(proven), .. proven.Other is { } tz ? TzReport.Sections(tz, proven.TzData) : [], .. proven.Completions.Sections(), .. proven.Completions.Stale.Sections(), .. Proposals(proven), .. Doubts.Sections(proven.Doubts), .. LeftOut(proven)],
        };
    }

    private static string Headline(ProvenList proven, int mistakes)
    {
        var (all, holds, unknown) = (proven.Orders.Count, proven.Orders.Count(o => o.Holds), proven.Orders.Count(o => o.Verdict is null));
        var wrong = mistakes == 0 ? "" : $"{mistakes} {(mistakes == 1 ? "mistake" : "mistakes")} in {proven.Request.Title}. ";
        if (all == 0) return $"{wrong}{(proven.Request.OrdersAreKnown ? "No job reads what another running job writes." : "Nothing was proven: there is no order to prove.")}";
        var rest = unknown == 0 ? "" : $"; {unknown} cannot be proven";
        return $"{wrong}{holds} of {all} {(all == 1 ? "order holds" : "orders hold")} on every day from {Day(proven.Request.Horizon.From)} to {Day(proven.Request.Horizon.To)}{rest}.{(proven.Other is { } other ? TzReport.Headline(other) : "")}";
    }

    private static IEnumerable<ReportSection> Orders(ProvenList proven)
    {
        if (proven.Orders.Count == 0) yield break;
        var sorted = proven.Orders.OrderBy(o => o.Fails ? 0 : o.Verdict is null ? 1 : 2).ToList();
        var more = sorted.Count - MostRows;
        List<ReportBlock> blocks =
        [
            new ReportBlock.Paragraph($"A job starts at most {Span.Say(proven.Request.Within)} after what it reads has landed, and never while it is written: proven under every rule for the days on which clocks change and under duplicate delivery, with tz data {proven.TzData}."),
            new ReportBlock.Grid(["before", "after", "worst wait", "holds"], [.. sorted.Take(MostRows).Select(Row)]),
        ];
        if (more > 0) blocks.Add(new ReportBlock.Paragraph($"{more:#,0} more; --format json lists all."));
        yield return new("Orders", blocks);
    }

    private static IReadOnlyList<string> Row(JudgedOrder judged) =>
        [judged.Order.Producer.Name, judged.Order.Consumer.Name, judged.Verdict is { } verdict ? Span.Say(verdict.WorstWait) : "not known", OrderSection.Holds(judged.Verdict)];

    private static IEnumerable<ReportSection> Proposals(ProvenList proven)
    {
        if (proven.Proposals.Count > 0) yield return new("Proposal", [new ReportBlock.Grid(["a schedule with which the orders hold, or why there is none"], [.. proven.Proposals.Take(MostRows).Select(p => (IReadOnlyList<string>)[p.Sentence])])]);
    }

    private static IEnumerable<ReportSection> LeftOut(ProvenList proven)
    {
        if (proven.Request.List.LeftOut.Count > 0) yield return new("Left out", [new ReportBlock.Grid(["job", "why"], [.. proven.Request.List.LeftOut.Take(MostRows).Select(l => (IReadOnlyList<string>)[l.Name, l.Reason])])]);
    }

    private static string Day(Instant instant) => $"{instant.InUtc():uuuu-MM-dd}";
}
