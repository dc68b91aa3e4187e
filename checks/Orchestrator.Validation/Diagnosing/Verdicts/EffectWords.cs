using System.Globalization;
using NodaTime.Text;

namespace Orchestrator.Validation;

/// <summary>Causes and their details in words.</summary>
internal static class EffectWords
{
    private const int ValuesNamed = 6;

    /// <summary>The name of a cause.</summary>
    public static string Name(CauseKind kind) => kind switch
    {
        CauseKind.Filter => "filter on a dimension",
        CauseKind.Lag => "lag",
        CauseKind.ZoneBoundary => "time zone boundary",
        CauseKind.Aggregation => "aggregation or fan-out",
        CauseKind.Duplicates => "duplicates",
        CauseKind.NullDropped => "NULL dropped by a predicate",
        CauseKind.PartialLoad => "partial load",
        CauseKind.FilterNotApplied => "filter not applied",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A cause without a name: add it here."),
    };

    /// <summary>What an effect does, as a clause.</summary>
    public static string Of(Effect effect, ProfileTable table) => effect switch
    {
        LeftOut left => $"rows with {table.Profile.Columns[left.Column]} {Values(left.Values)} never arrive",
        NullsLeftOut nulls => $"rows in which {nulls.Column} is NULL never arrive",
        NotLeftOut { OnlyNulls: true } not => $"the target holds rows for which the source's filter '{table.Profile.Filters[not.Filter - 1]}' is NULL, and so drops",
        NotLeftOut not => $"the target counts rows that the filter '{table.Profile.Filters[not.Filter - 1]}' leaves out",
        Late late => Lateness(late, table),
        OtherZone zone => $"the target takes its dates in {zone.Zone.Id} instead of {table.Profile.Zone.Id}",
        NotLoaded part => $"{Range(part.Key, part.From, part.To, part.Parts, table)} did not arrive{(part.Parts.Count > 0 ? " whole" : "")}, although newer rows did",
        LoadedAgain again => $"{Range(again.Key, again.From, again.To, [], table)} arrived {Times(again.Times)}",
        RowsRepeatedInTarget => "the target holds the same figure in several rows",
        RowsRepeatedInSource => "the source repeats rows, and the target counts each",
        RepeatedAtRandom => "rows are repeated here and there, in no pattern of day or value",
        CountedDaily => "the target adds counts of single days, and what repeats on another day counts again",
        CountedNotAdded => "the target counts rows instead of adding amounts",
        FannedOut { Column: { } column } fan => $"rows with {table.Profile.Columns[column]} {Values([fan.Value])} arrive {Times(fan.Times)}",
        FannedOut fan => $"every row arrives {Times(fan.Times)}",
        _ => throw new ArgumentException($"{effect.GetType().Name} is an effect without words: add them here.", nameof(effect)),
    };

    /// <summary>A number of rows for people.</summary>
    public static string Number(double number) => number.ToString(number < 1000 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A probability for people.</summary>
    public static string Probability(double p, bool atMost = false) => p < 1e-300 ? "p < 1e-300" : $"p {(atMost ? "<=" : "=")} {(p >= 0.001 ? p.ToString("G2", CultureInfo.InvariantCulture) : p.ToString("0.0e-0", CultureInfo.InvariantCulture))}";

    private static string Lateness(Late late, ProfileTable table)
    {
        if (late.Common) return $"rows newer than {Slot(late.Cutoffs[0], table)} have not arrived";
        var lagging = late.Cutoffs.Select((c, k) => (Cutoff: c, Key: table.Keys[k] ?? "NULL")).Where(c => c.Cutoff != Cutoff.None);
        return $"rows have not arrived that are newer than {string.Join(", ", lagging.Select(c => $"{Slot(c.Cutoff, table)} ({c.Key})"))}";
    }

    private static string Slot(Cutoff cutoff, ProfileTable table) => cutoff.Hour is { } hour
        ? $"{LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(hour.InZone(table.Profile.Zone).LocalDateTime)} {table.Profile.Zone.Id}"
        : QueryText.Date(table.Date(cutoff.Day));

    private static string Range(int? key, int from, int to, IReadOnlyList<int> parts, ProfileTable table)
    {
        var days = (from <= to ? Enumerable.Range(from, to - from + 1) : []).Concat(parts).Order().ToList();
        var dates = days.Count == 1 ? QueryText.Date(table.Date(days[0])) : $"{QueryText.Date(table.Date(days[0]))} to {QueryText.Date(table.Date(days[^1]))}";
        return key is { } k ? $"{dates} of {table.Keys[k] ?? "NULL"}" : dates;
    }

    private static string Values(IReadOnlyList<string?> values) =>
        string.Join(" or ", values.Take(ValuesNamed).Select(v => v ?? "NULL")) + (values.Count > ValuesNamed ? $" (and {values.Count - ValuesNamed} more)" : "");

    private static string Times(int times) => times switch { 2 => "twice", _ => $"{times} times" };
}
