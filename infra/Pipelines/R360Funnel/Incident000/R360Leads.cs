using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Pipelines;

/// <summary>The leads of the funnel. Their addresses are made up: <c>user1@example.com</c>.</summary>
internal static class R360Leads
{
    // MQLs by day of January, the 1st first, up to the 11th: 16 of AMER, the last 6 of them on the two days that the sync had not reached, and 6 of EMEA.
    private static readonly IReadOnlyList<int> Amer = [1, 1, 0, 1, 2, 1, 1, 2, 1, 4, 2];
    private static readonly IReadOnlyList<int> Emea = [0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0];

    // Every two days of December; the same numbers each time, so that no week falls behind another.
    private static readonly IReadOnlyList<int> DaysOfDecember = [18, 20, 22, 24, 26, 28, 30];

    /// <summary>All rows that were in the funnel at an instant.</summary>
    public static IReadOnlyList<JsonObject> UpTo(Instant at)
    {
        var rows = new List<JsonObject>();
        foreach (var day in DaysOfDecember)
        {
            Add("AMER", new LocalDate(2025, 12, day).At(new(15, 20)), 2);
            Add("EMEA", new LocalDate(2025, 12, day).At(new(9, 40)), 1);
        }
        for (var day = 0; day < Amer.Count; day++)
        {
            // One lead of a day comes in the evening: the youngest that the sync had reached is of 20:10 on the 9th.
            Add("AMER", new LocalDate(2026, 1, day + 1).At(Amer[day] == 1 ? new(20, 10) : new(2, 10)), Amer[day]);
            Add("EMEA", new LocalDate(2026, 1, day + 1).At(new(8, 30)), Emea[day]);
        }

        // What the filters leave out, one for each: a test, a lead taken back, one without a region, one that is no MQL, one without an address; and a test of APAC.
        var left = new LocalDateTime(2026, 1, 6, 12, 0);
        rows.Add(Row("AMER", Address(rows.Count), left, test: true));
        rows.Add(Row("EMEA", Address(rows.Count), left, reverted: true));
        rows.Add(Row(null, Address(rows.Count), left));
        rows.Add(Row("AMER", Address(rows.Count), null));
        rows.Add(Row("EMEA", null, left));
        rows.Add(Row("APAC", Address(rows.Count), left, test: true));
        return [.. rows.Where(r => r["MQL_DT"] is not { } time || InstantPattern.General.Parse((string)time!).Value <= at)];

        // Five hours apart, so that four fit into a day.
        void Add(string region, LocalDateTime first, int leads)
        {
            for (var i = 0; i < leads; i++) rows.Add(Row(region, Address(rows.Count), first.PlusHours(5 * i)));
        }
    }

    /// <summary>A lead of EMEA that comes in after the fix, ten minutes before it is loaded.</summary>
    public static JsonObject Late(Instant loaded) => Row("EMEA", "late@example.com", (loaded - Duration.FromMinutes(10)).InUtc().LocalDateTime);

    private static string Address(int number) => $"user{number + 1}@example.com";

    private static JsonObject Row(string? region, string? email, LocalDateTime? time, bool? test = null, bool reverted = false) => new()
    {
        ["Region"] = region,
        ["Email"] = email,
        ["MQL_DT"] = time is { } local ? InstantPattern.General.Format(local.InUtc().ToInstant()) : null,
        ["SpiralyzeTest"] = test,
        ["MQL_Reverted"] = reverted,
    };
}
