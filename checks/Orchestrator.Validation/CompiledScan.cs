using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>One query that answers one or more checks. It fetches facts; whether they are offences is judged exactly, outside of SQL.</summary>
public sealed class CompiledScan
{
    private readonly Lazy<IReadOnlyList<CompiledScan>> apart = new([]);

    internal CompiledScan(IReadOnlyList<Check> checks, Query query, Func<Check, AnswerRows, Verdict> judge)
    {
        Checks = checks;
        Query = query;
        Judge = judge;
    }

    /// <summary>The checks that it answers, in the order of their declaration.</summary>
    public IReadOnlyList<Check> Checks { get; }

    /// <summary>The statement, with every value as a named parameter.</summary>
    public Query Query { get; }

    /// <summary>Whether the columns of the answer are all that is asked, so that a dry run answers free of charge. Default: no.</summary>
    public bool OnlyColumns { get; init; }

    /// <summary>The same checks, each in a scan of its own: asked when the shared one is refused, so that one check that cannot be asked hides no other. Empty when there is nothing to part.</summary>
    public IReadOnlyList<CompiledScan> Apart => apart.Value;

    /// <summary>Makes <see cref="Apart"/> when it is asked for: a refused scan is rare.</summary>
    internal Func<IReadOnlyList<CompiledScan>> Part
    {
        init => apart = new(value);
    }

    /// <summary>Asks for the answer: rows of the query, or a dry run's columns when nothing else is asked.</summary>
    /// <param name="warehouse">Where it is asked.</param>
    /// <param name="query">The scan's query, with a limit and labels where there are any.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<QueryAnswer> AskAsync(IWarehouse warehouse, Query query, CancellationToken cancellation) => OnlyColumns
        ? new((await warehouse.DryRunAsync(query, cancellation)).Columns, [], 0, "dry run")
        : await warehouse.QueryAsync(query, cancellation);

    /// <summary>Says what a check's answer means. Throws <see cref="UnreadableAnswerException"/> when the answer is not what the query promises.</summary>
    internal Func<Check, AnswerRows, Verdict> Judge { get; }
}

/// <summary>When and where checks are evaluated.</summary>
/// <param name="Now">The one instant at which everything is judged.</param>
/// <param name="Zone">The pipeline's zone, in which dates are taken.</param>
/// <param name="ZoneId">Its IANA id.</param>
/// <param name="Project">The Google Cloud project that is read.</param>
internal sealed record CheckedAt(Instant Now, DateTimeZone Zone, string ZoneId, string Project)
{
    /// <summary>Today in the pipeline's zone.</summary>
    public LocalDate Today => Now.InZone(Zone).Date;
}

/// <summary>What an answer says of a check.</summary>
/// <param name="Says">One sentence: what holds, or who offends by how much.</param>
/// <param name="Offences">The offending rows, column to text; none when the check holds.</param>
/// <param name="Evidence">How many things were looked at: entities, relations.</param>
internal sealed record Verdict(string Says, IReadOnlyList<IReadOnlyDictionary<string, string?>> Offences, int Evidence)
{
    /// <summary>How many things offend, when <see cref="Offences"/> holds only some of them, or none yet. Default: as many as <see cref="Offences"/>.</summary>
    public long? Offending { get; init; }

    /// <summary>The severity of this failure when it is not the check's own, such as a warning below the level of an error.</summary>
    public Severity? Severity { get; init; }

    /// <summary>A query that fetches offending rows, at most ten; asked only when the check fails and <see cref="Offences"/> is empty. Also the way to reproduce the failure.</summary>
    public Query? Samples { get; init; }

    /// <summary>What people read besides the sentence: the table of a reconciliation.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>What to do about it: a sentence or a command. Default: nothing that is known.</summary>
    public string? Remedy { get; init; }

    /// <summary>The keys of a reconciliation. Default: the check is none.</summary>
    public IReadOnlyList<ReconciledKey> Reconciled { get; init; } = [];

    /// <summary>Whether the check fails.</summary>
    public bool Fails => Offending is { } count ? count > 0 : Offences.Count > 0;
}

/// <summary>An answer that is not what the query promises: unknown, and never taken for green.</summary>
/// <param name="message">One sentence.</param>
internal sealed class UnreadableAnswerException(string message) : Exception(message);
