using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Judges the runs of the expected entities. Ages are compared in microseconds and counts as decimals: nothing is truncated first (X35).</summary>
internal static class RunLogVerdict
{
    public static Verdict Of(Check check, AnswerRows answer, CheckedAt at)
    {
        var runs = CheckCompiler.LogOf(check)!.Entities.Distinct(StringComparer.Ordinal).Select(entity => EntityRuns.Read(answer, entity)).ToList();
        return check switch
        {
            SyncFreshness fresh => Fresh(fresh, runs, at),
            SyncSucceeded => Succeeded(runs, at),
            SyncVolume volume => Volume(volume, runs, at),
            _ => throw new ArgumentException($"{check.Subject} does not read a run log.", nameof(check)),
        };
    }

    private static Verdict Fresh(SyncFreshness check, List<EntityRuns> runs, CheckedAt at)
    {
        var limit = QueryText.Span(check.MaxAge);
        var late = runs.Where(r => r.LastSuccess is not { } last || at.Now - last > check.MaxAge).ToList();
        var says = late.Count == 0
            ? $"All {runs.Count} entities were synchronised in the last {limit}; the oldest is {Age(runs.MinBy(r => r.LastSuccess)!, at)}."
            : $"{string.Join("; ", late.Select(r => Age(r, at)))}. At most {limit} is accepted.";
        return Verdict(says, late, runs, r => [("last_success", Local(r.LastSuccess, at)), ("age", r.LastSuccess is { } last ? QueryText.Span(at.Now - last) : null)]);
    }

    private static Verdict Succeeded(List<EntityRuns> runs, CheckedAt at)
    {
        var failed = runs.Where(r => !r.LastSucceeded).ToList();
        var says = failed.Count == 0
            ? $"The last run of all {runs.Count} entities succeeded."
            : string.Join("; ", failed.Select(r => r.LastRun is null
                ? $"{r.Entity} has never run"
                : $"the last run of {r.Entity} ({Local(r.LastRun, at)}) {(r.LastStatus is null ? "has no status" : $"ended as {r.LastStatus}")}{(r.LastError is null ? "" : $": {r.LastError}")}")) + ".";
        return Verdict(says, failed, runs, r => [("last_run", Local(r.LastRun, at)), ("status", r.LastStatus), ("error", r.LastError)]);
    }

    private static Verdict Volume(SyncVolume check, List<EntityRuns> runs, CheckedAt at)
    {
        var least = 1 - (decimal)check.MaxDrop;
        var compared = runs.Where(r => r.PreviousRecords is { } previous && previous > 0 && previous >= check.MinimumRecords).ToList();
        // A run that did not count may have processed nothing: not knowing is no proof of volume.
        var dropped = compared.Where(r => r.LastRecords is not { } last || last < r.PreviousRecords!.Value * least).ToList();
        var says = dropped.Count == 0
            ? $"No run processed less than {QueryText.Percent(least)} of the day before ({compared.Count} of {runs.Count} entities have a day before to compare with)."
            : string.Join("; ", dropped.Select(r => $"{r.Entity} processed {r.LastRecords?.ToString() ?? "an unknown number of"} records on {Date(r.LastSuccess, at)} after {r.PreviousRecords} on {Date(r.PreviousSuccess, at)}"
                + (r.LastRecords is { } last ? $", {QueryText.Percent(last / (decimal)r.PreviousRecords!.Value)}" : ""))) + $". At least {QueryText.Percent(least)} is accepted.";
        return Verdict(says, dropped, runs, r =>
            [("records", r.LastRecords?.ToString()), ("run", Local(r.LastSuccess, at)), ("previous_records", r.PreviousRecords?.ToString()), ("previous_run", Local(r.PreviousSuccess, at))]);
    }

    private static Verdict Verdict(string says, List<EntityRuns> offending, List<EntityRuns> all, Func<EntityRuns, IReadOnlyList<(string Column, string? Value)>> row) =>
        new(QueryText.Sentence(says), [.. offending.Select(r => row(r).Prepend(("entity", r.Entity)).ToDictionary(c => c.Item1, c => c.Item2))], all.Count);

    private static string Age(EntityRuns runs, CheckedAt at) => runs.LastSuccess is { } last
        ? $"{runs.Entity}, last synchronised {QueryText.Span(at.Now - last)} ago ({Local(last, at)})"
        : $"{runs.Entity}, never synchronised successfully";

    private static string? Local(Instant? instant, CheckedAt at) => instant is { } i ? QueryText.Local(i, at) : null;

    private static string Date(Instant? instant, CheckedAt at) => instant is { } i ? QueryText.Date(i.InZone(at.Zone).Date) : "an unknown date";
}

/// <summary>What a run log says of one entity.</summary>
internal sealed record EntityRuns(
    string Entity, Instant? LastRun, bool LastSucceeded, string? LastStatus, string? LastError, Instant? LastSuccess, long? LastRecords, Instant? PreviousSuccess, long? PreviousRecords)
{
    public static EntityRuns Read(AnswerRows answer, string entity)
    {
        var row = answer.Single("entity", entity);
        return new(
            entity, row.Instant("last_run"), row.Flag("last_succeeded"), row.Text("last_status"), row.Text("last_error"),
            row.Instant("last_success"), row.Number("last_records"), row.Instant("previous_success"), row.Number("previous_records"));
    }
}
