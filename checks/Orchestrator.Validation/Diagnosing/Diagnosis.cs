using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Finds out why a reconciliation fails: two queries as a rule, at most five, and then arithmetic.</summary>
public static class Diagnosis
{
    /// <summary>Diagnoses one reconciliation.</summary>
    /// <param name="pipeline">The pipeline that declares it.</param>
    /// <param name="check">The reconciliation.</param>
    /// <param name="now">The instant at which everything is judged.</param>
    /// <param name="project">The Google Cloud project that is read.</param>
    /// <param name="warehouse">Where queries run.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A zone is unknown, or a column is missing or of a type that has no dates: the declaration has mistakes.</exception>
    public static async Task<DiagnosisReport> RunAsync(Pipeline pipeline, Reconciliation check, Instant now, string project, IWarehouse warehouse, CancellationToken cancellation)
    {
        var business = Zone(pipeline.Zone, check);
        var at = new CheckedAt(now, check.Zone is { } id ? Zone(id, check) : business, check.Zone ?? pipeline.Zone, project);
        try
        {
            var (profile, queries, untested) = await ProfileReader.ReadAsync(check, at, business, warehouse, cancellation);
            return Of(check.Name, profile, check.Tolerance) with { Queries = queries, Untested = untested };
        }
        catch (Exception failure) when (failure is not ArgumentException && (failure is not OperationCanceledException || !cancellation.IsCancellationRequested))
        {
            // Whatever went wrong, nobody knows the cause, and other reconciliations are still worth asking.
            return new() { Check = check.Name, At = now, Headline = $"Could not be diagnosed: {failure.Message}", Failure = failure.Message };
        }
    }

    /// <summary>Diagnoses a profile: the same profile always gives the same report.</summary>
    /// <param name="check">The name of the reconciliation.</param>
    /// <param name="profile">What source and target hold.</param>
    /// <param name="tolerance">How far a key may differ without being diagnosed. Default: not at all.</param>
    public static DiagnosisReport Of(string check, VarianceProfile profile, Tolerance tolerance = default)
    {
        var table = new ProfileTable(profile);
        var keys = KeyTotals.Of(table);
        var variance = keys.Any(k => !tolerance.Accepts((decimal)Math.Round(Math.Abs(k.Source - k.Target), 6), (decimal)k.Source));
        if (!variance) return new() { Check = check, At = profile.Now, Keys = keys, Headline = "Nothing to diagnose: every key agrees." };
        var ranking = new Ranking(table);
        var hypotheses = HypothesisJudge.Judge(ranking);
        var lag = hypotheses.First(h => h.Kind == CauseKind.Lag);
        return new()
        {
            Check = check,
            At = profile.Now,
            HasVariance = true,
            Headline = DiagnosisHeadline.Of(ranking, hypotheses),
            Hypotheses = hypotheses,
            Keys = keys,
            Lags = lag.Verdict == HypothesisVerdict.Rejected ? [] : KeyLags.Of(ranking),
            Unexplained = ranking.Unexplained,
        };
    }

    private static DateTimeZone Zone(string id, Reconciliation check) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? throw new ArgumentException($"{check.Subject} takes dates in the unknown zone '{id}': name an IANA zone.", nameof(check));
}
