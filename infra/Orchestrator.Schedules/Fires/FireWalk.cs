using System.Numerics;

namespace Orchestrator.Schedules;

/// <summary>
/// Enumerates fires, in seconds since the Unix epoch. Inside a stretch of constant offset a matching day is a copy of the times of day; only what
/// a change of clocks leaves out or repeats is looked at one by one. Nothing is allocated but the buffer's own growth.
/// </summary>
internal readonly ref struct FireWalk(FirePattern pattern, DstPolicy policy, long from, long until, FireBuffer fires)
{
    private const long Day = CivilMonth.SecondsPerDay;

    // Further than any zone ever jumped (Samoa left out a whole day): a fire shifted into the range may come from this long before it.
    private const long LongestJump = 2 * Day;

    private readonly FirePattern pattern = pattern;

    /// <summary>Fills the buffer with the fires in [from, until).</summary>
    public void In(ZoneTimeline timeline)
    {
        fires.Clear();
        if (from >= until) return;
        // A change after the range repeats local times before it: which of the two fires is known only from both sides.
        var segments = timeline.Between(from - LongestJump, until + LongestJump);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            var (start, end) = (segment.LocalStart, segment.LocalEnd);
            if (i > 0 && policy.Overlap == OverlapPolicy.First) start = Math.Max(start, segments[i - 1].LocalEnd);
            if (i + 1 < segments.Length && policy.Overlap == OverlapPolicy.Second) end = Math.Min(end, segments[i + 1].LocalStart);
            (start, end) = (Math.Max(start, from + segment.Offset), Math.Min(end, until + segment.Offset));
            if (i > 0 && Gap(segments[i - 1], segment, out var mixed))
            {
                // The shifted fires lie among the first ones after the change.
                var border = Math.Min(mixed, end);
                var sorted = fires.Count;
                Shift(segments[i - 1], segment);
                Local(start, border, segment.Offset);
                fires.Order(sorted);
                start = Math.Max(start, border);
            }

            Local(start, end, segment.Offset);
        }
    }

    /// <summary>Whether any local time in [start, end) matches.</summary>
    public static bool Matches(FirePattern pattern, long start, long end)
    {
        if (start >= end) return false;
        for (var day = FloorDays(start); day <= FloorDays(end - 1); day++)
        {
            if (!CivilMonth.Of(day).Has(pattern, day)) continue;
            foreach (var second in pattern.Seconds)
            {
                var local = (day * Day) + second;
                if (local >= start && local < end) return true;
            }
        }

        return false;
    }

    // Whether clocks went forward and something is done about the local times left out; until when (local time) the fires mix.
    private bool Gap(ZoneSegment before, ZoneSegment after, out long mixed)
    {
        mixed = after.LocalStart + (after.LocalStart - before.LocalEnd);
        return before.LocalEnd < after.LocalStart && policy.Gap != GapPolicy.Skipped;
    }

    private void Shift(ZoneSegment before, ZoneSegment after)
    {
        if (policy.Gap == GapPolicy.AtGapEnd)
        {
            if (after.Start >= from && after.Start < until && Matches(pattern, before.LocalEnd, after.LocalStart)) fires.Add(after.Start);
            return;
        }

        Local(Math.Max(before.LocalEnd, from + before.Offset), Math.Min(after.LocalStart, until + before.Offset), before.Offset);
    }

    // Fires at the local times [start, end) of one offset.
    private void Local(long start, long end, long offset)
    {
        if (start >= end) return;
        var (first, last) = (FloorDays(start), FloorDays(end - 1));
        if (first * Day != start) Part(first++, start, end, offset);
        var whole = FloorDays(end);
        if (first < whole) Whole(first, whole, offset);
        if (last >= first && last >= whole) Part(last, start, end, offset);
    }

    private void Part(long day, long start, long end, long offset)
    {
        if (!CivilMonth.Of(day).Has(pattern, day)) return;
        foreach (var second in pattern.Seconds)
        {
            var local = (day * Day) + second;
            if (local >= start && local < end) fires.Add(local - offset);
        }
    }

    // Every matching day of [first, end), with all its times.
    private void Whole(long first, long end, long offset)
    {
        var seconds = pattern.Seconds;
        if (pattern.Rhythm == DayRhythm.Daily)
        {
            var room = fires.Reserve(checked((int)(end - first) * seconds.Length));
            if (seconds.Length == 1)
            {
                var fire = (first * Day) - offset + seconds[0];
                for (var i = 0; i < room.Length; i++, fire += Day) room[i] = fire;
                return;
            }

            for (var day = first; day < end; day++, room = room[seconds.Length..]) Copy(seconds, (day * Day) - offset, room);
            return;
        }

        for (var month = CivilMonth.Of(first); month.First < end; month = month.Next())
        {
            var days = month.DaysOf(pattern);
            if (first > month.First) days &= uint.MaxValue << (int)(first - month.First + 1);
            if (end < month.First + month.Length) days &= (1u << (int)(end - month.First + 1)) - 1;
            var room = fires.Reserve(BitOperations.PopCount(days) * seconds.Length);
            for (; days != 0; days &= days - 1, room = room[seconds.Length..])
            {
                Copy(seconds, ((month.First + BitOperations.TrailingZeroCount(days) - 1) * Day) - offset, room);
            }
        }
    }

    private static void Copy(ReadOnlySpan<long> seconds, long midnight, Span<long> room)
    {
        if (seconds.Length == 1)
        {
            room[0] = seconds[0] + midnight;
            return;
        }

        var i = 0;
        for (var step = Vector<long>.Count; i + step <= seconds.Length; i += step)
        {
            (new Vector<long>(seconds[i..]) + new Vector<long>(midnight)).CopyTo(room[i..]);
        }

        for (; i < seconds.Length; i++) room[i] = seconds[i] + midnight;
    }

    private static long FloorDays(long second) => second >= 0 ? second / Day : -((-second + Day - 1) / Day);
}
