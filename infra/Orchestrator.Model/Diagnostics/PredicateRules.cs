namespace Orchestrator.Model;

/// <summary>The predicates of checks are predicates: GoogleSQL accepts them as a condition on the relation's rows.</summary>
internal static class PredicateRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed) => analyzed.Predicates.SelectMany(p => Find(p.Predicate, p.Analysis.Error));

    private static IEnumerable<Diagnostic> Find(CheckPredicate predicate, SqlError? error)
    {
        var where = $"{predicate.Part} ({predicate.Relation.Id})";
        if (error is not null)
            yield return DiagnosticFacts.BadPredicate.On(
                predicate.Check.Subject, $"{where}: {error.Message}{(error is { Line: { } line, Column: { } column } ? $" [{line}:{column}]" : "")}", $"Correct it: a condition of type BOOL on one row of {predicate.Relation.Id}.");
        else if (!predicate.IsBalanced())
            yield return DiagnosticFacts.BadPredicate.On(predicate.Check.Subject, $"{where}: it closes a bracket that it does not open, or leaves one open.", "Balance its brackets.");
    }
}
