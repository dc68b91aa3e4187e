using NodaTime;

namespace Orchestrator.Model;

/// <summary>Something that happened while an incident was going on.</summary>
/// <param name="At">When.</param>
/// <param name="Says">What, in one sentence.</param>
public abstract record IncidentEvent(Instant At, string Says)
{
    /// <summary>Somebody started a job by hand.</summary>
    /// <param name="At">When.</param>
    /// <param name="Job">The job's name.</param>
    /// <param name="Says">What, in one sentence.</param>
    public sealed record RunByHand(Instant At, string Job, string Says) : IncidentEvent(At, Says);

    /// <summary>Somebody paused a job by hand.</summary>
    /// <param name="At">When.</param>
    /// <param name="Job">The job's name.</param>
    /// <param name="Says">What, in one sentence.</param>
    public sealed record PausedByHand(Instant At, string Job, string Says) : IncidentEvent(At, Says);

    /// <summary>The source changed.</summary>
    /// <param name="At">When.</param>
    /// <param name="Sql">The change, in the stand-in of the source.</param>
    /// <param name="Says">What, in one sentence.</param>
    public sealed record SourceChanged(Instant At, string Sql, string Says) : IncidentEvent(At, Says);
}

/// <summary>What a monitor looks at while an incident goes on.</summary>
/// <param name="Every">How often it looks for drift, in whole hours of the UTC day.</param>
/// <param name="DataAt">The time of the UTC day at which it also runs the checks of the data.</param>
/// <param name="Reader">A query that shows what people read: its rows are told whenever they change.</param>
public sealed record IncidentWatch(Duration Every, LocalTime DataAt, string Reader);

/// <summary>How an incident is mended once the declared state is live again.</summary>
public sealed record IncidentRepair
{
    /// <summary>The job that is run by hand to catch up.</summary>
    public required string CatchUp { get; init; }

    /// <summary>A query for how many rows the source has: the catch-up must bring as many.</summary>
    public required string SourceCount { get; init; }

    /// <summary>The table that holds stale rows; the pipeline declares which they are.</summary>
    public required Table Table { get; init; }

    /// <summary>When the defect behind the stale rows is taken out of the service that loads them.</summary>
    public required Instant Corrected { get; init; }

    /// <summary>What that correction is, in one sentence.</summary>
    public required string Says { get; init; }
}
