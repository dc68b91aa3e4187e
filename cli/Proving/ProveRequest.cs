using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What is to be proved, and how strictly.</summary>
internal sealed record ProveRequest
{
    /// <summary>How long after a producer's run a consumer must start, where nobody says: 2 h.</summary>
    public static Duration DefaultWithin { get; } = Duration.FromHours(2);

    /// <summary>The list's file, or the pipeline's name, as reports call it.</summary>
    public required string Title { get; init; }

    /// <summary>The jobs, and what is wrong with the list.</summary>
    public required JobList List { get; init; }

    /// <summary>How long after a producer's run a consumer must start.</summary>
    public required Duration Within { get; init; }

    /// <summary>Air after a producer's run that a proposed schedule leaves.</summary>
    public required Duration Margin { get; init; }

    /// <summary>The time over which everything is proved.</summary>
    public required ProofHorizon Horizon { get; init; }

    /// <summary>The zone in which completeness is told; null: the one that most schedules have.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Whether what jobs read and write comes from their SQL, so that no order at all is an answer and not a gap in a list. Default: no.</summary>
    public bool OrdersAreKnown { get; init; }
}

/// <summary>Everything that was proved.</summary>
internal sealed record ProvenList
{
    /// <summary>What was asked.</summary>
    public required ProveRequest Request { get; init; }

    /// <summary>The tz data that was used, as it names itself.</summary>
    public required string TzData { get; init; }

    /// <summary>The orders, by consumer and producer.</summary>
    public required IReadOnlyList<JudgedOrder> Orders { get; init; }

    /// <summary>What is wrong with the list and its schedules, in the final order.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>When orders fail: schedules with which they hold, or what prevents them.</summary>
    public required IReadOnlyList<SynthesizedJob> Proposals { get; init; }

    /// <summary>When views are complete.</summary>
    public required Completions Completions { get; init; }

    /// <summary>What is legal and probably not meant.</summary>
    public required IReadOnlyList<ScheduleDoubt> Doubts { get; init; }

    /// <summary>What other tz data change; null when none were given.</summary>
    public TzComparison? Other { get; init; }

    /// <summary>Proves a list.</summary>
    public static ProvenList Of(ProveRequest request, IDateTimeZoneProvider zones, Terminal terminal)
    {
        var read = ListedSchedules.Read(TableNames.Unify(request.List.Jobs), zones);
        var orders = JudgedOrder.All(read.Jobs, request.Within, request.Horizon, terminal);
        var silent = orders.Count == 0 && !request.OrdersAreKnown && request.List.Jobs.Count > 0;
        IEnumerable<Diagnostic> none = silent ? [NoOrder(request)] : [];
        return new()
        {
            Request = request,
            TzData = zones.VersionId,
            Orders = orders,
            Diagnostics = DiagnosticOrder.Sort(request.List.Diagnostics.Concat(read.Diagnostics).Concat(none)),
            Proposals = ListProposal.Of(read.Jobs, orders, request),
            Completions = Completions.Of(read.Jobs, request),
            Doubts = Cli.Doubts.Of(read.Jobs, request),
        };
    }

    private static Diagnostic NoOrder(ProveRequest request)
    {
        var (reads, writes) = (request.List.Jobs.Any(j => j.Reads.Count > 0), request.List.Jobs.Any(j => j.Writes.Count > 0));
        var message = (reads, writes) switch
        {
            (false, false) => "No job says what it reads or writes.",
            (false, true) => "No job says what it reads.",
            (true, false) => "No job says what it writes.",
            _ => "No job reads a table that another job writes: the names of tables have to be spelled alike.",
        };
        return DiagnosticFacts.ListWithoutOrder.On($"list/{request.Title}", message, "Fill the columns 'reads' and 'writes' (several tables separated by ';'), or add a CSV with the header job,reads,writes by --edges.");
    }
}
