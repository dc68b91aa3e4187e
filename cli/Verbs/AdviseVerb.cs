using System.CommandLine;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator advise</c>: how each relation that is made by SQL is kept most cheaply, and fresh enough.</summary>
internal static class AdviseVerb
{
    public static Command Command(Terminal terminal)
    {
        var flags = new AdviseFlags();
        var command = VerbCommand.Create(
            terminal,
            "advise",
            "View, materialized view or rebuilt table: what each costs by measured bytes, how fresh it is, whether BigQuery allows it, and the statements that make it. Nothing is changed.",
            (session, parsed, cancellation) => RunAsync(session, flags.Read(session, parsed), flags.Range(parsed), cancellation),
            flags.All);
        flags.AddTo(command);
        return command;
    }

    /// <summary>Advises; exit 2 when something is not fresh enough, 3 when the warehouse did not answer. That another strategy is cheaper is advice and no reason to fail.</summary>
    public static async Task<VerbReport> RunAsync(Session session, AdviceRequest request, (LocalDate First, LocalDate Last)? range, CancellationToken cancellation)
    {
        var known = AdviceRunner.Relations(session.Analyzed);
        if (request.Relation is { } asked && known.All(r => r.Id != asked)) throw new VerbFailedException(1, $"{asked} is no view and no table made by SQL of {session.Options.Pipeline}: name one of {string.Join(", ", known.Select(r => r.Id))}.");
        if (known.Count == 0) throw new VerbFailedException(1, $"{session.Options.Pipeline} has no view and no table made by SQL: there is nothing to advise on.");
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        session.Terminal.Progress($"measuring {(request.Relation is null ? known.Count : 1)} relations");
        var advised = await AdviceRunner.RunAsync(request, cloud.Warehouse, cancellation).ConfigureAwait(false);
        var lookBacks = await LookBackPart.MeasureAsync(session, advised, cloud.Warehouse, cancellation).ConfigureAwait(false);
        IReadOnlyList<Finding> found = [.. AdviceFindings.Of(advised).Concat(lookBacks.Findings).OrderByDescending(f => f.Severity).ThenBy(f => f.Subject, StringComparer.Ordinal)];
        var findings = Muting.Mark(session.Analyzed.Pipeline, found, session.Now);
        return session.Report("advise") with
        {
            Exit = findings.Any(f => f.Code == AdviceFindings.Unknown) ? 3 : findings.Any(f => f.Muted is null && f.Severity > Severity.Info) ? 2 : 0,
            Headline = $"{Said(advised)}; {ByteText.Say(advised.Sum(a => (decimal)a.MeasuredBytes))} read to measure.",
            Findings = findings,
            Summary = new Dictionary<string, object?>
            {
                ["pricePerTebibyte"] = (double)request.Prices.PerTebibyteRead,
                ["pricePerGibibyteMonth"] = (double)request.Prices.PerGibibyteMonth,
                ["relations"] = advised.Select(AdviceSections.Json).ToList(),
                ["lookBacks"] = lookBacks.Json(),
            },
            Sections = [.. advised.SelectMany(a => AdviceSections.Of(a, request.Relation is not null)), .. lookBacks.Sections(), .. await BackfillPart.SectionsAsync(session, advised, range, request.Prices, cloud.Warehouse, cancellation).ConfigureAwait(false), Prices(request.Prices)],
        };
    }

    private static string Said(IReadOnlyList<RelationAdvice> advised)
    {
        var kept = advised.Count(a => a.Advice?.Chosen == a.Declared);
        return $"{kept} of {advised.Count} relations are kept by the cheapest strategy that is legal and fresh enough";
    }

    private static ReportSection Prices(Prices prices) => new("Prices", [new ReportBlock.Paragraph(
        $"{Money.Say(prices.PerTebibyteRead)} for a TiB read, at least 10 MiB for each table of a query; {Money.Say(prices.PerGibibyteMonth)} for a GiB stored a month; {Validation.Prices.DaysOfMonth} days a month. The defaults are BigQuery's public on-demand list prices in the US, the free terabyte of a month not counted.")]);
}
