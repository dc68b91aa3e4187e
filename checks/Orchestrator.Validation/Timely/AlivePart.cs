using System.Text.Json;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Which keys have rows on which dates, as one aggregate: a list of dates with keys, each once.</summary>
internal static class AlivePart
{
    private const int MostPairs = 20_000;
    private const int DateLength = 10;

    public static Func<AnswerRow, Verdict> Judge(KeyStaysAlive check, RelationScanBuilder scan, CheckedAt at)
    {
        var rows = TimelyPart.Rows(check.DateColumn, at);
        IReadOnlyList<LocalDate> dates = [check.Judged(at.Today), .. check.Compared(at.Today)];
        var condition = TimelyPart.And(check, new RowWindow(rows, dates).Sql(scan));
        // A NULL key makes a NULL text, which is left out. Keys that are as many as rows would fill the memory: one more than wanted shows them.
        var pairs = scan.Aggregate($"TO_JSON_STRING(ARRAY_AGG(DISTINCT IF({condition}, CONCAT(CAST({rows.DateOf(scan)} AS STRING), CAST({SqlIdentifier.Quote(check.KeyColumn)} AS STRING)), NULL) IGNORE NULLS LIMIT {MostPairs + 1}))");
        return row =>
        {
            var seen = JsonSerializer.Deserialize<List<string>?>(row.Text(pairs) ?? "null") ?? [];
            if (seen.Count > MostPairs) throw new UnreadableAnswerException($"{check.KeyColumn} has more than {MostPairs:N0} keys and dates together: name a column of few keys, or shorten the baseline.");
            return Judge(check, [.. seen.Select(pair => (TimeText.ReadDate(pair[..DateLength]), pair[DateLength..]))], dates, at);
        };
    }

    private static Verdict Judge(KeyStaysAlive check, IReadOnlyList<(LocalDate Date, string Key)> seen, IReadOnlyList<LocalDate> dates, CheckedAt at)
    {
        var live = seen.Select(s => s.Date).Distinct().Order().ToList();
        if (live.Count == 0) throw new UnreadableAnswerException($"No {check.KeyColumn} of {check.Relation.Id} has a row on {QueryText.Date(dates[0])} or the {dates.Count - 1} dates before.");
        var byKey = seen.ToLookup(s => s.Key, s => s.Date, StringComparer.Ordinal);
        var lives = byKey.Select(k => k.Key).Concat(check.Domain).Distinct(StringComparer.Ordinal)
            .Where(key => check.Domain.Count > 0 ? check.Domain.Contains(key) : byKey[key].Count() >= check.MinimumDates)
            .Order(StringComparer.Ordinal).Select(key => KeyLife.Of(key, [.. byKey[key]], live)).ToList();
        var dead = lives.Where(l => l.Dead).ToList();
        if (dead.Count > 0)
            return new($"{string.Join("; ", dead.Select(d => Say(d, live)))}; {lives.Count - dead.Count} of {lives.Count} keys of {check.KeyColumn} go on ({at.ZoneId}).", [.. dead.Select(Evidence)], lives.Count);
        if (live[^1] != dates[0]) throw new UnreadableAnswerException($"No {check.KeyColumn} of {check.Relation.Id} has a row on {QueryText.Date(dates[0])}, so none is missed by the others.");
        return new($"All {lives.Count} keys of {check.KeyColumn} are alive on {QueryText.Date(dates[0])} ({at.ZoneId}), or as silent as they are used to be.", [], lives.Count);
    }

    private static string Say(KeyLife life, IReadOnlyList<LocalDate> live) => life.LastSeen is { } last
        ? $"{life.Key} has no row since {QueryText.Date(life.SilentSince)} ({life.Silence} {(life.Silence == 1 ? "date" : "dates")} on which others have, last seen {QueryText.Date(last)})"
        : $"{life.Key} was never seen since {QueryText.Date(live[0])}";

    private static Dictionary<string, string?> Evidence(KeyLife life) => new()
    {
        ["key"] = life.Key,
        ["last_seen"] = life.LastSeen is { } last ? QueryText.Date(last) : null,
        ["silent_since"] = QueryText.Date(life.SilentSince),
        ["silent_dates"] = life.Silence.ToString(),
        ["longest_accepted"] = life.Rhythm.ToString(),
    };
}
