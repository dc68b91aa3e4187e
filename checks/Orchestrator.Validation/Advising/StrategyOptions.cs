using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Validation;

/// <summary>The best that each strategy can do for one relation and its readers.</summary>
internal sealed class StrategyOptions(RelationFigures figures, ReadDemand demand, Prices prices)
{
    // What BigQuery allows: a refresh every minute to 7 days, 30 minutes by default; a staleness of 30 minutes to 3 days.
    private static readonly Duration RefreshByDefault = Duration.FromMinutes(30);
    private static readonly Duration LeastStaleness = Duration.FromMinutes(30);
    private static readonly Duration MostStaleness = Duration.FromDays(3);

    // Rebuilds that do not follow the inputs go by the clock, at steps that divide a day or are whole days.
    private static readonly IReadOnlyList<Duration> Steps =
    [
        .. new[] { 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720 }.Select(m => Duration.FromMinutes(m)), .. Enumerable.Range(1, 7).Select(d => Duration.FromDays(d)),
    ];

    /// <summary>How far behind its inputs a relation may be; null when nobody knows.</summary>
    private Duration? Slack => demand.MaxAge is not { } most ? demand.Behind : figures.InputAge is { } age ? most - age : null;

    private decimal ViewRead => Billed(figures.SourceBytes, figures.SourceTables);

    private decimal StoredRead => Billed(figures.StoredBytes, 1);

    // Reading nothing is free; but a table that is empty today is one that will have rows, so the least of each table counts.
    private static decimal Billed(decimal bytes, int tables) => BilledBytes.AtMost(Math.Max(1, bytes), tables);

    /// <summary>A: nothing is stored, every read runs the SQL.</summary>
    public StrategyCost View() => Cost(StrategyKind.View, ViewRead, 0, 0, 0, Duration.Zero, "at every read");

    /// <summary>B: refreshed after changes, at most every so often; with a staleness when readers allow one and it saves money.</summary>
    public StrategyCost MaterializedView()
    {
        var legal = figures.Legality;
        var stale = Duration.Min(Slack ?? LeastStaleness, MostStaleness);
        if (!legal.Incremental)
        {
            var whole = Refreshed(stale < LeastStaleness ? LeastStaleness : stale, incremental: false);
            return whole with { NotLegal = legal.AsWhole ? [] : legal.Reasons, NonIncremental = true };
        }

        var fresh = Refreshed(null, incremental: true);
        if (stale < LeastStaleness) return fresh;
        var late = Refreshed(stale, incremental: true);
        return late.MoneyPerMonth < fresh.MoneyPerMonth && late.Possible ? late : fresh;
    }

    /// <summary>C: one MERGE after the inputs changed, or by the clock when readers need it less often.</summary>
    public StrategyCost Rebuilt()
    {
        // A MERGE reads what it replaces as well.
        var perRun = Billed(figures.SourceBytes + figures.StoredBytes, figures.SourceTables + 1);
        var clock = Steps.LastOrDefault(step => Slack is { } slack && step + figures.RebuildRun <= slack);
        var byClock = clock == default ? null : Cost(StrategyKind.Rebuilt, StoredRead, Day / Seconds(clock), perRun, figures.StoredBytes, clock + figures.RebuildRun, $"every {Span.Say(clock)}");
        var following = figures.Following is { } f ? Cost(StrategyKind.Rebuilt, StoredRead, f.RunsPerDay, perRun, figures.StoredBytes, f.AddedAge, $"at {f.Words}") : null;
        if (following is { Possible: true } && (byClock is null || following.RunsPerDay <= byClock.RunsPerDay)) return following;
        return byClock ?? following ?? Cost(StrategyKind.Rebuilt, StoredRead, Day / Seconds(Steps[0]), perRun, figures.StoredBytes, Steps[0] + figures.RebuildRun, $"every {Span.Say(Steps[0])}");
    }

    private StrategyCost Refreshed(Duration? staleness, bool incremental)
    {
        var every = staleness ?? RefreshByDefault;
        var most = Day / Seconds(every);
        var runs = figures.ChangesPerDay is { } changes ? Math.Min(changes, most) : most;
        var known = incremental && !figures.InputsRewritten ? figures.ChangedBytesPerDay : null;
        var perRun = known is { } changed ? Math.Min(changed / Math.Max(runs, 1), figures.SourceBytes) : figures.SourceBytes;
        // Without a staleness a read takes what changed since the last refresh from the inputs: everything in the share of the day in which there is something.
        var waiting = staleness is null && figures.ChangesPerDay is { } often ? Math.Min(1, often * Seconds(every) / Day) : staleness is null ? 1 : 0;
        var read = Billed(figures.StoredBytes + (perRun * waiting), 1);
        var cost = Cost(StrategyKind.MaterializedView, read, runs, Billed(perRun, figures.SourceTables), figures.StoredBytes, staleness ?? Duration.Zero, $"after changes, at most every {Span.Say(every)}");
        return cost with { MaxStaleness = staleness, RefreshEvery = every, NonIncremental = !incremental };
    }

    private StrategyCost Cost(StrategyKind kind, decimal perRead, decimal runs, decimal perRun, decimal stored, Duration added, string refreshes) => new()
    {
        Kind = kind,
        BytesPerRead = perRead,
        ReadBytesPerDay = perRead * demand.ReadsPerDay,
        RunsPerDay = runs,
        RunBytesPerDay = perRun * runs,
        StoredBytes = stored,
        MoneyPerMonth = prices.PerMonth((perRead * demand.ReadsPerDay) + (perRun * runs), stored),
        AddedAge = added,
        WorstAge = figures.InputAge + added,
        Refreshes = refreshes,
        NotFresh = NotFresh(added),
    };

    private string? NotFresh(Duration added)
    {
        if (Slack is not { } slack) return $"the age of its inputs is not known ({figures.InputAgeUnknown}), so {Span.Say(demand.MaxAge!.Value)} cannot be promised.";
        if (added <= slack) return null;
        if (demand.MaxAge is not { } most) return $"its rows are up to {Span.Say(added)} behind its inputs, and {Span.Say(slack)} are allowed.";
        return added == Duration.Zero
            ? $"its inputs alone are up to {Span.Say(figures.InputAge!.Value)} old, and {Span.Say(most)} are demanded."
            : $"its rows are up to {Span.Say(figures.InputAge!.Value + added)} old, and {Span.Say(most)} are demanded.";
    }

    private const decimal Day = 86_400m;

    private static decimal Seconds(Duration duration) => (decimal)duration.TotalSeconds;
}
