namespace Orchestrator.Model;

/// <summary>Signatures of routines are such as BigQuery accepts; what stands in the body is GoogleSQL's business.</summary>
internal static class RoutineRules
{
    private const string AnyType = "ANY TYPE";

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Routines.SelectMany(Find);

    private static IEnumerable<Diagnostic> Find(Routine routine)
    {
        var subject = routine.ResourceId.ToString();
        foreach (var twice in routine.Arguments.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return DiagnosticFacts.BadRoutine.On(subject, $"Argument '{twice.Key}' is declared {twice.Count()} times; case does not tell arguments apart.", "Declare each argument once.");
        foreach (var argument in routine.Arguments)
        {
            if (SqlType.TryParse(argument.Type) is null && !(argument.Type.Equals(AnyType, StringComparison.OrdinalIgnoreCase) && routine.Kind == RoutineKind.Function))
                yield return DiagnosticFacts.BadRoutine.On(subject, $"Argument '{argument.Name}' has the type '{argument.Type}', which BigQuery does not know.", "Write a type of GoogleSQL without parameters: INT64, ARRAY<STRING>, STRUCT<id INT64>.");
            if (argument.Mode != ArgumentMode.In && routine.Kind != RoutineKind.Procedure)
                yield return DiagnosticFacts.BadRoutine.On(subject, $"Argument '{argument.Name}' is written, but a function only reads its arguments.", "Return the value, or declare a procedure.");
        }
        if (routine.Returns is { } returns && routine.Kind != RoutineKind.Function)
            yield return DiagnosticFacts.BadRoutine.On(subject, $"It returns {returns}, but only a function returns one value.", "Leave the type out.");
        else if (routine.Returns is { } type && SqlType.TryParse(type) is null)
            yield return DiagnosticFacts.BadRoutine.On(subject, $"It returns '{type}', which BigQuery does not know.", "Write a type of GoogleSQL without parameters, or nothing.");
    }
}
