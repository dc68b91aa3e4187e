using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>How old its input is when a job starts at one minute of the hour.</summary>
/// <param name="Minute">Local minute, 0 to 59.</param>
/// <param name="Worst">The greatest age under any policy, of all sources: since the start of the source's run whose rows are the newest that can be read.</param>
/// <param name="Starts">How often the job starts at that minute within the horizon, under <see cref="DstPolicy.Default"/>.</param>
/// <param name="WithoutNewInput">How many of these starts find nothing that the start before them did not find, of any source.</param>
public sealed record MinuteAge(int Minute, Duration Worst, int Starts, int WithoutNewInput);

/// <summary>How old its input is when a job starts: at :00, 55 minutes, at :30, 25 minutes, and every second start finds nothing new.</summary>
public sealed record StartAges
{
    /// <summary>The job.</summary>
    public required string Consumer { get; init; }

    /// <summary>The minutes of the hour at which it starts, rising; none when <see cref="Unknown"/> says why.</summary>
    public required IReadOnlyList<MinuteAge> ByMinute { get; init; }

    /// <summary>One sentence: why nothing can be told; null when it can.</summary>
    public string? Unknown { get; init; }

    /// <summary>The share of starts, from 0 to 1, that find nothing new.</summary>
    public double WithoutNewInput => ByMinute.Count == 0 ? 0 : ByMinute.Sum(m => m.WithoutNewInput) / (double)ByMinute.Sum(m => m.Starts);
}
