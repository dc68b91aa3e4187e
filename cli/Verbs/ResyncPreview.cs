using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What a resync would change, by pair of date and key.</summary>
/// <param name="Places">The pairs, in order.</param>
/// <param name="Rows">Rows and counted amount by state (<c>now</c>, <c>then</c>) and pair; a pair without rows is not there.</param>
internal sealed record ResyncPreview(IReadOnlyList<string> Places, IReadOnlyDictionary<(string State, string Place), (long Rows, string? Amount)> Rows)
{
    /// <summary>How many rows of these pairs the table has.</summary>
    public long Now => Sum("now");

    /// <summary>How many it will have.</summary>
    public long Then => Sum("then");

    /// <summary>Asks what would change.</summary>
    public static async Task<ResyncPreview> AskAsync(IWarehouse warehouse, Query query, IReadOnlyList<string> places, CancellationToken cancellation)
    {
        var answer = await warehouse.QueryAsync(query, cancellation).ConfigureAwait(false);
        return new(places, answer.Rows.ToDictionary(r => (r[0]!.ToString(), r[1]!.ToString()), r => (long.Parse(r[2]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), r[3]?.ToString())));
    }

    /// <summary>The same as a table.</summary>
    public ReportSection Section(Reconciliation check) => new("Exactly these keys and dates", [new ReportBlock.Grid(
        ["date", check.Key, "rows now", "rows then", $"{check.Counted} now", $"{check.Counted} then"],
        [.. Places.Select(place => (IReadOnlyList<string>)[place[..10], place[11..], $"{At("now", place).Rows}", $"{At("then", place).Rows}", At("now", place).Amount ?? "NULL", At("then", place).Amount ?? "NULL"])])]);

    private (long Rows, string? Amount) At(string state, string place) => Rows.GetValueOrDefault((state, place));

    private long Sum(string state) => Rows.Where(r => r.Key.State == state).Sum(r => r.Value.Rows);
}
