using NodaTime;

namespace Orchestrator.Model;

/// <summary>All mistakes that a declaration shows without looking into its SQL.</summary>
public static class DeclarationDiagnostics
{
    private static readonly IReadOnlyList<Func<Pipeline, IEnumerable<Diagnostic>>> Rules =
    [
        NameRules.Find,
        MembershipRules.Find,
        SqlFileRules.Find,
        JobRules.Find,
        TargetRules.Find,
        PauseRules.Find,
        ScheduleRules.Find,
        JobListRules.Find,
        QueryJobRules.Find,
        StorageRules.Find,
        ExpirationRules.Find,
        RoutineRules.Find,
        AccessRules.Find,
        StaleRowRules.Find,
        MaterializedViewRules.Find,
        CheckRules.Find,
        ExpectedRowRules.Find,
        TimelyRules.Find,
        TimelyColumnRules.Find,
        RowCheckRules.Find,
        AlertingRules.Find,
        ReconciliationRules.Find,
        ReconciliationFilterRules.FindNames,
        MeasureRules.Find,
        BypassRules.Find,
        ArrivalRules.Find,
    ];

    /// <summary>The mistakes, in their final order.</summary>
    /// <param name="pipeline">The declaration.</param>
    /// <param name="today">Today in the pipeline's zone, for pauses that have expired; null leaves them unjudged.</param>
    public static IReadOnlyList<Diagnostic> Find(Pipeline pipeline, LocalDate? today = null) =>
        DiagnosticOrder.Sort(Rules.SelectMany(rule => rule(pipeline)).Concat(today is { } date ? PauseRules.FindExpired(pipeline, date) : []));
}
