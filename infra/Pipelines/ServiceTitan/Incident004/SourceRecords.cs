using System.Collections.Concurrent;
using NodaTime;

namespace Orchestrator.Pipelines;

/// <summary>What the ServiceTitan API would answer: every record since the first day of business, in all its versions.</summary>
internal sealed class SourceRecords
{
    private readonly ConcurrentDictionary<LocalDate, ILookup<string, RecordVersion>> days = [];

    /// <summary>The versions that became current after one instant and up to another, oldest first.</summary>
    public IReadOnlyList<RecordVersion> Changed(string entity, Instant after, Instant upTo) =>
        [.. Versions(entity, after, upTo).OrderBy(v => v.ModifiedOn).ThenBy(v => v.Id)];

    /// <summary>How many records changed in that time, each counted once.</summary>
    public long Count(string entity, Instant after, Instant upTo) => Versions(entity, after, upTo).DistinctBy(v => v.Id).LongCount();

    private IEnumerable<RecordVersion> Versions(string entity, Instant after, Instant upTo) =>
        Days(upTo).SelectMany(date => days.GetOrAdd(date, d => BusinessDay.Records(d).ToLookup(v => v.Entity, StringComparer.Ordinal))[entity])
            .Where(v => v.ModifiedOn > after && v.ModifiedOn <= upTo);

    private static IEnumerable<LocalDate> Days(Instant upTo)
    {
        // One day more than the date in UTC, which is never behind the date in Phoenix.
        for (var date = BusinessDay.First; date <= upTo.InUtc().Date; date = date.PlusDays(1)) yield return date;
    }
}
