namespace Orchestrator.Model;

/// <summary>The filters of a reconciliation are predicates that GoogleSQL accepts, and none of them does what nobody reads in it (R10).</summary>
internal static class ReconciliationFilterRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed) =>
        from check in analyzed.Pipeline.Checks.OfType<Reconciliation>()
        from side in new[] { check.Source, check.Target }
        from filter in side.Filters
        from diagnostic in Judge(analyzed, check, side, filter)
        select diagnostic;

    /// <summary>Names of one side's filters, and of the sides, that are given twice: blame would fall on the wrong one.</summary>
    public static IEnumerable<Diagnostic> FindNames(Pipeline pipeline) =>
        from check in pipeline.Checks.OfType<Reconciliation>()
        from side in new[] { check.Source, check.Target }
        from twice in side.Filters.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)
        select DiagnosticFacts.FilterRefused.On(check.Subject, $"{side.Name} has {twice.Count()} filters named '{twice.Key}'.", "Give each filter a name of its own.");

    private static IEnumerable<Diagnostic> Judge(AnalyzedPipeline analyzed, Reconciliation check, ReconciledSide side, NamedFilter filter)
    {
        var place = $"{side.Name}, filter '{filter.Name}'";
        if (!Balanced(filter.Sql))
            return [DiagnosticFacts.FilterRefused.On(check.Subject, $"{place}: its parentheses do not close where they open, so it would change what stands beside it.", "Write one predicate.")];
        if (analyzed.Filters.GetValueOrDefault(SideFilter.Key(check, side, filter)) is { Error: { } error })
            return [DiagnosticFacts.FilterRefused.On(check.Subject, $"{place}: {error.Message}", $"Correct the predicate over the columns of {side.Relation.Id}.")];
        var columns = ReconciliationRules.ColumnsOf(analyzed, side.Relation);
        var zone = check.Zone ?? analyzed.Pipeline.Zone;
        return
        [
            .. FilterText.DropsNull(filter.Sql, columns).Where(c => !side.Filters.Any(f => FilterText.Excludes(f.Sql, c.Name))).Select(c => DiagnosticFacts.FilterDropsNull.On(
                check.Subject, $"{place}: rows whose {c.Name} is NULL are left out without a word, because NULL is neither equal nor unequal to anything.",
                $"Say what NULL means: '{c.Name} IS NOT TRUE' keeps it, '{c.Name} IS NOT NULL' leaves it out; or declare the column REQUIRED.")),
            .. FilterText.Rounds(filter.Sql, columns).Select(c => DiagnosticFacts.FilterRounds.On(
                check.Subject, $"{place}: CAST to INT64 rounds {c.Name}, which is {c.Type}: 0.5 becomes 1.", "Compare the number as it is.")),
            .. FilterText.DatesWithoutZone(filter.Sql, columns).Where(_ => zone.ToUpperInvariant() is not ("UTC" or "ETC/UTC")).Select(text => DiagnosticFacts.FilterWithoutZone.On(
                check.Subject, $"{place}: {text} is taken in UTC, not in {zone}.", "Leave dates to the reconciliation's window, or name the zone.")),
        ];
    }

    private static bool Balanced(string sql)
    {
        var depth = 0;
        foreach (var token in SqlToken.Read(sql))
        {
            if (token.Kind != SqlTokenKind.Symbol) continue;
            depth += token.Text == "(" ? 1 : token.Text == ")" ? -1 : 0;
            if (depth < 0 || token.Text == ";") return false;
        }
        return depth == 0;
    }
}
