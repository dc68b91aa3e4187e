using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Cli;

/// <summary>The clock of a zone from some instant on.</summary>
/// <param name="From">The instant.</param>
/// <param name="Clock">Offset, name and whether it is summer time.</param>
internal sealed record ClockChange(Instant From, ZoneClock Clock);

/// <summary>What a zone's clocks show.</summary>
/// <param name="Name">The abbreviation, <c>MST</c>.</param>
/// <param name="Offset">Offset from UTC.</param>
/// <param name="Summer">Whether it is summer time.</param>
internal sealed record ZoneClock(string Name, Offset Offset, bool Summer);

/// <summary>A zone as a compiled zoneinfo file tells it: a list of changes, and a rule for the time after the last of them.</summary>
internal sealed class CompiledZone : DateTimeZone
{
    private readonly ZoneClock first;
    private readonly IReadOnlyList<ClockChange> changes;
    private readonly PosixRule? rule;

    /// <summary>A zone.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="first">The clock before the first change.</param>
    /// <param name="changes">The changes, rising.</param>
    /// <param name="rule">What holds after the last change; null when its clock stays.</param>
    public CompiledZone(string id, ZoneClock first, IReadOnlyList<ClockChange> changes, PosixRule? rule)
        : base(id, changes.Count == 0 && rule is not { Summer: not null }, Clocks(first, changes, rule).Min(c => c.Offset), Clocks(first, changes, rule).Max(c => c.Offset)) =>
        (this.first, this.changes, this.rule) = (first, changes, rule);

    /// <inheritdoc/>
    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var at = Find(instant);
        if (rule is not null && at == changes.Count - 1) return After(instant);
        return at < 0
            ? Interval(null, changes.Count == 0 ? null : changes[0].From, first)
            : Interval(changes[at].From, at + 1 < changes.Count ? changes[at + 1].From : null, changes[at].Clock);
    }

    // The last change at or before the instant; -1 when there is none.
    private int Find(Instant instant)
    {
        var (low, high) = (0, changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (changes[middle].From <= instant) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private ZoneInterval After(Instant instant)
    {
        Instant? last = changes.Count == 0 ? null : changes[^1].From;
        var (from, until, clock) = rule!.At(instant);
        if (last is null || from is { } start && start > last) return Interval(from, until, clock);

        // The rule's own begin lies before the last listed change: that change begins the stretch, and its clock is the list's.
        return Interval(last, until, changes[^1].Clock.Offset == clock.Offset ? clock : changes[^1].Clock);
    }

    private ZoneInterval Interval(Instant? from, Instant? until, ZoneClock clock) =>
        new(clock.Name, from, until, clock.Offset, clock.Summer ? rule?.Summer is { } summer && summer.Clock.Offset == clock.Offset ? clock.Offset - rule.Standard.Offset : Offset.FromHours(1) : Offset.Zero);

    private static IEnumerable<ZoneClock> Clocks(ZoneClock first, IReadOnlyList<ClockChange> changes, PosixRule? rule) =>
        new[] { first, rule?.Standard, rule?.Summer?.Clock }.OfType<ZoneClock>().Concat(changes.Select(c => c.Clock));
}
