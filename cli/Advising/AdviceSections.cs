using Orchestrator.Model;
using Orchestrator.Schedules;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>Advice as sections of a report and as JSON.</summary>
internal static class AdviceSections
{
    /// <summary>One section per relation: what is counted with, and the three strategies.</summary>
    public static IEnumerable<ReportSection> Of(RelationAdvice advised, bool statements)
    {
        if (advised.Advice is not { } advice) yield break;
        yield return new(
            $"{advised.Relation.Id}: {(advice.Chosen is { } chosen ? StrategyKinds.Word(chosen) : "no strategy is fresh enough")}",
            [
                new ReportBlock.Paragraph(Basis(advised)),
                new ReportBlock.Grid(
                    ["strategy", "a month", "bytes a read", "refreshes a day", "their bytes", "stored", "worst age"],
                    [.. advice.Strategies.Select(s => Row(s, s.Kind == advised.Declared))]),
                .. advice.Strategies.Select(s => new ReportBlock.Paragraph($"{Capital(StrategyKinds.Word(s.Kind))}, refreshed {s.Refreshes}: {s.Verdict.TrimEnd('.')}.")),
                new ReportBlock.Paragraph($"{advice.BreakEven} {Window(advised)}".Trim()),
            ]);
        if (!statements || advised.Parts is not { } parts) yield break;
        foreach (var cost in advice.Strategies.Where(s => s.NotLegal.Count == 0))
            yield return new($"As a {StrategyKinds.Word(cost.Kind)}", [.. StrategySql.Of(parts, cost).Select(Statement)]);
        foreach (var section in Moves(advised, advice, parts)) yield return section;
    }

    /// <summary>The figures.</summary>
    public static Dictionary<string, object?> Json(RelationAdvice advised) => new()
    {
        ["relation"] = advised.Relation.Id.ToString(),
        ["declared"] = StrategyKinds.Word(advised.Declared),
        ["chosen"] = advised.Advice?.Chosen is { } chosen ? StrategyKinds.Word(chosen) : null,
        ["unknown"] = advised.Unknown,
        ["readsPerDay"] = (double)advised.Demand.ReadsPerDay,
        ["readers"] = advised.Known.Readers.ToList(),
        ["inputAgeHours"] = advised.Timing.Age is { } age ? Math.Round(age.TotalHours, 2) : null,
        ["inputAgeUnknown"] = advised.Timing.Unknown,
        ["changesPerDay"] = advised.Timing.ChangesPerDay is { } changes ? (double)Math.Round(changes, 2) : null,
        ["sourceBytes"] = advised.Figures?.SourceBytes,
        ["sourceTables"] = advised.Figures?.SourceTables,
        ["storedBytes"] = advised.Figures?.StoredBytes,
        ["measuredBytes"] = advised.MeasuredBytes,
        ["breakEven"] = advised.Advice?.BreakEven,
        ["leastWindowDays"] = advised.LookBack?.Days,
        ["strategies"] = (advised.Advice?.Strategies ?? []).Select(s => new Dictionary<string, object?>
        {
            ["strategy"] = StrategyKinds.Word(s.Kind),
            ["dollarsPerMonth"] = (double)Math.Round(s.MoneyPerMonth, 6),
            ["bytesPerRead"] = (double)s.BytesPerRead,
            ["readBytesPerDay"] = (double)Math.Round(s.ReadBytesPerDay),
            ["runsPerDay"] = (double)Math.Round(s.RunsPerDay, 2),
            ["runBytesPerDay"] = (double)Math.Round(s.RunBytesPerDay),
            ["storedBytes"] = (double)s.StoredBytes,
            ["addedAgeMinutes"] = s.AddedAge.TotalMinutes,
            ["worstAgeHours"] = s.WorstAge is { } worst ? Math.Round(worst.TotalHours, 2) : null,
            ["refreshes"] = s.Refreshes,
            ["notLegal"] = s.NotLegal.ToList(),
            ["notFresh"] = s.NotFresh,
            ["verdict"] = s.Verdict,
        }).ToList(),
    };

    private static IEnumerable<ReportSection> Moves(RelationAdvice advised, Advice advice, StatementParts parts)
    {
        if (advice.Chosen is not { } chosen || chosen == advised.Declared) yield break;
        var steps = Migration.InFront(parts, advised.Declared).Concat(Migration.Of(parts, advised.Declared == StrategyKind.View ? StrategyKind.View : StrategyKind.Rebuilt, advice.Of(chosen))).ToList();
        yield return new(
            $"The move to a {StrategyKinds.Word(chosen)}, with readers on the same name",
            [.. steps.SelectMany((step, i) => new[] { new ReportBlock.Paragraph($"{i + 1}. {step.Says}"), Statement(step.Sql), new ReportBlock.Paragraph("Back:"), Statement(step.Back) })]);
    }

    private static string Basis(RelationAdvice advised)
    {
        var figures = advised.Figures!;
        var reads = advised.Known.Readers.Count == 0 && !advised.ReadsKnown ? "nobody declared reads it, so 1 read a day is taken" : $"{advised.Demand.ReadsPerDay:#,0.##} reads a day";
        var known = advised.Known.Readers.Count == 0 ? "" : $" (declared: {string.Join(", ", advised.Known.Readers)})";
        var age = advised.Timing.Age is { } worst ? $"inputs up to {Span.Say(worst)} old" : $"the age of the inputs is not known ({advised.Timing.Unknown})";
        var demand = advised.Demand.MaxAge is { } most ? $"{Span.Say(most)} demanded" : $"at most {Span.Say(advised.Demand.Behind)} behind them allowed";
        return $"Declared: {StrategyKinds.Word(advised.Declared)}. {ByteText.Say(figures.SourceBytes)} of {figures.SourceTables} {(figures.SourceTables == 1 ? "table" : "tables")} read by its SQL, {ByteText.Say(figures.StoredBytes)} of rows; {reads}{known}; {age}, {demand}.";
    }

    private static string Window(RelationAdvice advised) => advised.LookBack is { } lookBack
        ? $"A window that is rebuilt must reach {lookBack.Days} days back, as far as {lookBack.Job.ResourceId} loads again."
        : "";

    private static IReadOnlyList<string> Row(StrategyCost cost, bool declared) =>
    [
        StrategyKinds.Word(cost.Kind) + (declared ? " (declared)" : ""),
        Money.Say(cost.MoneyPerMonth),
        ByteText.Say(cost.BytesPerRead),
        cost.Kind == StrategyKind.View ? "-" : $"{cost.RunsPerDay:0.##}",
        cost.Kind == StrategyKind.View ? "-" : ByteText.Say(cost.RunBytesPerDay),
        cost.Kind == StrategyKind.View ? "-" : ByteText.Say(cost.StoredBytes),
        cost.WorstAge is { } worst ? Span.Say(worst) : $"{Span.Say(cost.AddedAge)} behind its inputs",
    ];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static ReportBlock Statement(string sql) => new ReportBlock.Picture(sql.Split('\n'));
}
