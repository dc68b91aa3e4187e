using System.Globalization;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What one side holds for a key on a date, or in an hour of it.</summary>
/// <param name="Date">The date.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Values">How many of them have a value.</param>
/// <param name="InWindow">What it adds to the amount of the window; null when it cannot be told: no row has a value, or the sum is no number.</param>
/// <param name="InDay">What it adds to the amount of the date; null as above.</param>
/// <param name="Young">Whether the rows are too young to be due in the target.</param>
/// <param name="Oldest">The time of the oldest row; null where only dates are known.</param>
/// <param name="Newest">The time of the newest row; null where only dates are known.</param>
internal sealed record ReconciledBin(LocalDate Date, long Rows, long Values, decimal? InWindow, decimal? InDay, bool Young, Instant? Oldest, Instant? Newest);

/// <summary>What both sides hold, by key, in order of time. A NULL key is the key that is null.</summary>
internal sealed class ReconciledFacts
{
    private static readonly IReadOnlyList<ReconciledBin> Nothing = [];
    private readonly Dictionary<(string Side, string Key), List<ReconciledBin>> bins = [];

    /// <summary>The keys that were found on either side, the NULL key as null.</summary>
    public IReadOnlyList<string?> Keys => [.. bins.Keys.Select(k => Shown(k.Key)).Distinct()];

    /// <summary>What the source holds for a key.</summary>
    public IReadOnlyList<ReconciledBin> Source(string? key) => bins.TryGetValue(("source", Held(key)), out var found) ? found : Nothing;

    /// <summary>What the target holds for a key.</summary>
    public IReadOnlyList<ReconciledBin> Target(string? key) => bins.TryGetValue(("target", Held(key)), out var found) ? found : Nothing;

    /// <summary>Whether a sum was no number (NaN or infinite) somewhere.</summary>
    public HashSet<string> NotNumbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a sum of a key was no number.</summary>
    public bool IsNoNumber(string? key) => NotNumbers.Contains(Held(key));

    /// <summary>Reads the answer of <see cref="ReconciliationScan"/>.</summary>
    /// <exception cref="UnreadableAnswerException">The answer is not what the query promises.</exception>
    public static ReconciledFacts Read(Reconciliation check, AnswerRows answer, LocalDate first, LocalDate last)
    {
        var facts = new ReconciledFacts();
        // An empty window would make everything equal.
        if (last < first) throw new UnreadableAnswerException($"Its window begins on {QueryText.Date(first)}, which is after today, {QueryText.Date(last)}.");
        var rows = answer.All.ToList();
        if (rows.Count > ReconciliationScan.MostRows)
            throw new UnreadableAnswerException($"There are more than {ReconciliationScan.MostRows:N0} pairs of {check.Key} and date: choose a coarser key or a shorter window, or compare the two row by row.");
        foreach (var row in rows)
        {
            var date = first.PlusDays((int)Whole(row, "day"));
            if (date < first || date > last) throw new UnreadableAnswerException($"The answer has the date {QueryText.Date(date)}, which is not in the window.");
            var place = (row.Text("side") ?? "", Held(row.Text("key_text")));
            var (window, day) = (facts.Amount(row, "in_window", place.Item2), facts.Amount(row, "in_day", place.Item2));
            if (!facts.bins.TryGetValue(place, out var list)) facts.bins[place] = list = [];
            list.Add(new(date, Whole(row, "row_count"), Whole(row, "value_count"), window, day, row.Flag("young"), row.Instant("oldest"), row.Instant("newest")));
        }
        foreach (var list in facts.bins.Values) list.Sort((a, b) => (a.Date, a.Oldest ?? Instant.MinValue, a.Young).CompareTo((b.Date, b.Oldest ?? Instant.MinValue, b.Young)));
        return facts;
    }

    // A date whose values are all NULL has the sum NULL: it is not zero, and it is not hidden.
    private decimal? Amount(AnswerRow row, string column, string key)
    {
        if (row.Text(column) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)) return amount;
        if (text.ToUpperInvariant() is not ("NAN" or "INF" or "+INF" or "-INF"))
            throw new UnreadableAnswerException($"The sum '{text}' has more digits than are compared exactly (28).");
        NotNumbers.Add(key);
        return null;
    }

    private static long Whole(AnswerRow row, string column) => row.Number(column) ?? throw new UnreadableAnswerException($"Column '{column}' holds NULL.");

    // No key can be confused with NULL: one that exists gets a quote in front.
    private static string Held(string? key) => key is null ? "" : "'" + key;

    private static string? Shown(string held) => held.Length == 0 ? null : held[1..];
}
