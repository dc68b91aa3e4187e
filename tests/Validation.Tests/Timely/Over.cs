using NodaTime;
using Orchestrator.Model;

namespace Validation.Tests.Timely;

/// <summary>A table with the three times of a row, and one check of each kind over it. The zone is Phoenix, where it is 11:00 on Tuesday, 2025-10-21.</summary>
internal static class Over
{
    public static readonly Instant Now = Example.Now;

    public static readonly Table Leads = new()
    {
        Dataset = Example.Mart,
        Name = "daily_leads",
        Columns =
        [
            new("region", "STRING"), new("day", "DATE"), new("happened", "TIMESTAMP"), new("loaded", "TIMESTAMP"), new("seen", "DATETIME"), new("score", "FLOAT64"),
        ],
    };

    public static readonly HttpJob Sync = new()
    {
        Name = "sync-leads",
        Schedule = new("0 2 * * 1-5", "America/Phoenix"),
        Longest = Duration.FromHours(1),
        Uri = new("https://sync.example.com/leads"),
        Writes = [Leads],
    };

    public static RowFreshness Loaded(Deadline? deadline = null) => new()
    {
        Name = "loaded",
        Says = "Leads were loaded lately.",
        Relation = Leads,
        Time = RowTime.Load,
        Column = TimeColumn.Timestamp("loaded"),
        Deadline = deadline ?? new Deadline.MaxAge(Duration.FromHours(25)),
    };

    public static RowFreshness ByRegion(params IReadOnlyList<string> regions) => Loaded() with { Name = "loaded-by-region", EntityColumn = "region", Entities = regions };

    public static VisibleFreshness Visible(int hours = 25) => new() { Name = "visible", Says = "Readers see fresh leads.", Relation = Leads, Deadline = new Deadline.MaxAge(Duration.FromHours(hours)) };

    public static RowVolume Volume(decimal? drop = 0.5m, decimal? growth = null) => new()
    {
        Name = "volume",
        Says = "About as many leads as the day before.",
        Relation = Leads,
        DateColumn = TimeColumn.Date("day"),
        MaxDrop = drop,
        MaxGrowth = growth,
    };

    public static ValueDistribution Scores(Statistic of) => new()
    {
        Name = "scores",
        Says = "Scores are as they used to be.",
        Relation = Leads,
        DateColumn = TimeColumn.Date("day"),
        Column = "score",
        Of = of,
    };

    public static KeyStaysAlive Alive(params IReadOnlyList<string> domain) => new()
    {
        Name = "regions",
        Says = "Every region goes on.",
        Relation = Leads,
        DateColumn = TimeColumn.Date("day"),
        KeyColumn = "region",
        Domain = domain,
    };

    public static LookBackSuffices LookBack(int days) => new()
    {
        Name = "look-back",
        Says = "Nothing arrives after the look-back.",
        Relation = Leads,
        EventColumn = TimeColumn.Date("day"),
        LoadColumn = TimeColumn.Timestamp("loaded"),
        LookBackDays = days,
    };

    /// <summary>A row, whatever is not given being NULL.</summary>
    public static string Row(string? region = null, string? day = null, string? happened = null, string? loaded = null, string? seen = null, string? score = null) =>
        $"{Literal("", region)}, {Literal("DATE", day)}, {Literal("TIMESTAMP", happened)}, {Literal("TIMESTAMP", loaded)}, {Literal("DATETIME", seen)}, {(score is null ? "NULL" : score.All(c => char.IsAsciiDigit(c) || c is '.' or '-') ? score : $"CAST('{score}' AS FLOAT64)")}";

    /// <summary>So many rows of a day.</summary>
    public static IEnumerable<string> Rows(int count, string day, string? region = null, string? score = null) => Enumerable.Repeat(Row(region: region, day: day, score: score), count);

    /// <summary>A date before 2025-10-21.</summary>
    public static string DaysAgo(int days) => new LocalDate(2025, 10, 21).PlusDays(-days).ToString("uuuu-MM-dd", null);

    private static string Literal(string type, string? value) => value is null ? "NULL" : $"{type} '{value}'";
}
