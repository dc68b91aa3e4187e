using System.Text.RegularExpressions;

namespace Orchestrator.Schedules;

/// <summary>What a list calls a schedule and is none: no time is in it, or no clock (X29). Only jobs whose fires are unknown are judged.</summary>
internal static partial class TextLint
{
    public static IEnumerable<ScheduleDoubt> Find(ScheduledJob job)
    {
        if (job is not { Schedule: null, ScheduleText: { } written }) yield break;
        var text = written.Trim();
        if (NoClock().IsMatch(text))
        {
            yield return new()
            {
                Kind = ScheduleLintKind.NotByClock,
                Names = [job.Name],
                Message = $"{job.Name} stands among schedules as '{text}': no clock starts it, so no order with other jobs follows.",
                Remedy = "Give it a schedule, or leave it out of the list.",
            };
        }
        else if (Rhythm().Match(text) is { Success: true } rhythm)
        {
            var missing = rhythm.Groups["hours"].Success ? "minute" : rhythm.Groups["days"].Success ? "time of day" : "minute to count from";
            yield return new()
            {
                Kind = ScheduleLintKind.NoPhase,
                Names = [job.Name],
                Message = $"{job.Name} runs '{text}' and names no {missing}: how old its input is cannot be told.",
                Remedy = missing == "minute" ? "Name the minute, like 5 * * * *." : missing == "time of day" ? "Name the time, like 0 4 * * *." : "Name the minutes, like */15 * * * *.",
            };
        }
    }

    [GeneratedRegex(@"\b(on[- ]?(event|demand|request)|cool-?\s?down|manual(ly)?|ad[- ]?hoc|webhook|event-?\s?driven)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoClock();

    [GeneratedRegex(@"^((?<hours>hourly|every (\d+ )?(hours?|hrs?))|(?<days>daily|nightly|weekly|monthly|every (\d+ )?(days?|nights?|weeks?|months?))|every (\d+ )?(minutes?|mins?))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Rhythm();
}
