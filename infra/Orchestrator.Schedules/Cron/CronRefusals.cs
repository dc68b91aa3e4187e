namespace Orchestrator.Schedules;

/// <summary>Spellings of other cron dialects that Cloud Scheduler does not take, each with what to write instead.</summary>
internal static class CronRefusals
{
    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    public static ScheduleMistake? Find(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return Wrong("The schedule is empty.", "Write five fields, for example '0 4 * * *'.", null);
        if (trimmed[0] == '@') return Wrong($"Cloud Scheduler has no macros such as '{trimmed}'.", Macros.TryGetValue(trimmed, out var cron) ? $"Write '{cron}'." : "Write five fields, for example '0 4 * * *'.", 0);
        if (trimmed.StartsWith("every ", StringComparison.OrdinalIgnoreCase) || trimmed.Contains(" of ", StringComparison.OrdinalIgnoreCase))
            return Wrong("English-like schedules are not supported yet.", "Write the five fields of unix-cron, for example '0 4 * * *' for every day at 04:00.", 0);
        var words = CronWord.Split(text);
        if (words.Count is 6 or 7) return Wrong($"'{text}' has {words.Count} fields: Cloud Scheduler has neither seconds nor years.", "Leave out the seconds (the first field) or the year (the last).", words[words.Count == 6 ? 0 : 6].Position);
        foreach (var word in words)
        {
            var at = word.Text.IndexOf('#', StringComparison.Ordinal);
            if (at >= 0) return Wrong("'#' (the n-th weekday) is not supported.", "Name the days of month that the weekday can fall on and check the weekday in the job, or use an English-like schedule.", word.Position + at);
            at = word.Text.IndexOf('?', StringComparison.Ordinal);
            if (at >= 0) return Wrong("'?' is not supported.", "Write '*'.", word.Position + at);
        }

        if (words.Count == 5) return LastOrWeekday(words[2]) ?? LastOrWeekday(words[4]);
        return null;
    }

    private static ScheduleMistake? LastOrWeekday(CronWord word)
    {
        var upper = word.Text.ToUpperInvariant();
        if (upper is "L" or "LW" || (upper.EndsWith('L') && upper.Length > 1 && char.IsDigit(upper[0]))) return Wrong("'L' (the last day) is not supported.", "Run on the 1st of the next month, or on days 28-31 and check the date in the job.", word.Position);
        if (upper.EndsWith('W') && upper.Length > 1 && char.IsDigit(upper[0])) return Wrong("'W' (the nearest weekday) is not supported.", "Write days of week such as MON-FRI.", word.Position);
        return null;
    }

    private static ScheduleMistake Wrong(string message, string remedy, int? position) => new(ScheduleMistakeKind.BadExpression, message, remedy, position);
}
