using Schedules.Tests;

namespace Benchmarks;

/// <summary>Whether croner and cron-parser still answer as the documentation says.</summary>
public static class PinnedAnswers
{
    /// <summary>Asks each again.</summary>
    public static FigureTable Measure(ClockPeers peers)
    {
        var (same, changed) = peers.Recheck();
        return new("When clocks change", string.Join(' ', changed.Prepend("The answers of croner and cron-parser in docs/daylight-saving.md, asked again.")),
        [
            Figure.Count("Answers as pinned", "answers", same).For($"{2 * ClockChangeFacts.All.Count} of {2 * ClockChangeFacts.All.Count}", changed.Count == 0),
        ]);
    }
}
