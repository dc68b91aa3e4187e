using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Postgres;

/// <summary>A statement with the values of <c>$1</c>, <c>$2</c> ...</summary>
internal sealed record PostgresStatement(string Sql, object[] Parameters);

/// <summary>The statements that read rows.</summary>
internal sealed class PostgresStatements(PostgresTable table, RowSelection selection)
{
    private readonly RowColumn lead = selection.Key[0];

    // Numbers by size, texts by their bytes: the same order as everywhere else.
    private string LeadValue => lead.Kind == ValueKind.Integer ? PostgresIdentifier.Quote(lead.Name) : $"{PostgresIdentifier.Quote(lead.Name)}::text COLLATE \"C\"";

    private string LeadType => lead.Kind == ValueKind.Integer ? "bigint" : "text";

    private string KeyIsThere => string.Join(" AND ", selection.Key.Select(k => $"{PostgresIdentifier.Quote(k.Name)} IS NOT NULL"));

    public string Extent =>
        $"SELECT COUNT(*) FILTER (WHERE {KeyIsThere}), COUNT(*) FILTER (WHERE NOT ({KeyIsThere})), MIN({LeadValue})::text, MAX({LeadValue})::text FROM {table.Quoted}{Where()}";

    public PostgresStatement Checksums(RangeCuts cuts, bool indexed)
    {
        var rows = InRanges(cuts, $"{PostgresText.OfRow(selection.All)} AS row_text", indexed);
        return rows with { Sql = $"SELECT cut, COUNT(*), SUM(('x' || substr(md5(row_text), 1, 15))::bit(60)::bigint)::text FROM ({rows.Sql}) AS rows_of_ranges GROUP BY cut" };
    }

    public PostgresStatement Rows(RangeCuts cuts, bool indexed)
    {
        var columns = selection.All.ToList();
        var rows = InRanges(cuts, string.Join(", ", columns.Select((column, i) => $"{PostgresText.Of(column)} AS v{i}")), indexed);
        return rows with { Sql = $"SELECT {string.Join(", ", columns.Select((_, i) => $"v{i}"))} FROM ({rows.Sql}) AS rows_of_ranges" };
    }

    /// <summary>Values of the first key column whose hash is in the first so many.</summary>
    public PostgresStatement Sample(double share)
    {
        var text = PostgresText.Of(lead);
        var below = share >= 1 ? "g" : ((uint)(share * uint.MaxValue)).ToString("x8", CultureInfo.InvariantCulture);
        return new($"SELECT DISTINCT {text} FROM {table.Quoted}{Where(KeyIsThere, $"substr(md5({text}), 1, 8) COLLATE \"C\" < $1")}", [below]);
    }

    public string RepeatedKeys(int most)
    {
        var keys = string.Join(", ", selection.Key.Select((column, i) => $"{PostgresText.Of(column)} AS v{i}"));
        var names = string.Join(", ", selection.Key.Select((_, i) => $"v{i}"));
        return $"SELECT COUNT(*) OVER (), COUNT(*), {names} FROM (SELECT {keys} FROM {table.Quoted}{Where(KeyIsThere)}) AS all_keys GROUP BY {names} HAVING COUNT(*) > 1 ORDER BY {names} LIMIT {most}";
    }

    // Rows of ranges: the bucket of each as cut, and some values.
    private PostgresStatement InRanges(RangeCuts cuts, string values, bool indexed)
    {
        var select = $"SELECT width_bucket({(lead.Kind == ValueKind.Integer ? LeadValue + "::bigint" : LeadValue)}, $1::{LeadType}[]) AS cut, {values} FROM {table.Quoted}";
        var bounds = Values(cuts.Bounds);
        if (cuts.Runs is [var only])
        {
            return only.Before is { } before
                ? new($"{select}{Where(KeyIsThere, $"{LeadValue} >= $2::{LeadType}", $"{LeadValue} < $3::{LeadType}")}", [bounds, Value(only.From), Value(before)])
                : new($"{select}{Where(KeyIsThere, $"{LeadValue} >= $2::{LeadType}")}", [bounds, Value(only.From)]);
        }

        // OFFSET 0 keeps the planner from turning the ranges round: the index is asked once for each of them, and no other row is read.
        if (indexed)
        {
            var rows = $"{select}{Where(KeyIsThere, $"{LeadValue} >= run.first", $"{LeadValue} < run.beyond")} OFFSET 0";
            var endless = $"{select}{Where(KeyIsThere, $"{LeadValue} >= $4::{LeadType}")}";
            var (ended, last) = (cuts.Runs.Where(r => r.Before is not null).ToList(), cuts.Runs[^1]);
            var lateral = $"SELECT found.* FROM unnest($2::{LeadType}[], $3::{LeadType}[]) AS run (first, beyond) CROSS JOIN LATERAL ({rows}) AS found";
            object[] parameters = [bounds, Values([.. ended.Select(r => r.From)]), Values([.. ended.Select(r => r.Before!)])];
            return last.Before is null ? new($"{lateral} UNION ALL {endless}", [.. parameters, Value(last.From)]) : new(lateral, parameters);
        }

        // Runs begin and end in turn: a row is wanted when an odd number of edges lies at or below its key.
        return new($"{select}{Where(KeyIsThere, $"width_bucket({(lead.Kind == ValueKind.Integer ? LeadValue + "::bigint" : LeadValue)}, $2::{LeadType}[]) % 2 = 1")}", [bounds, Values(cuts.Edges)]);
    }

    // The user's condition may end in a comment.
    private string Where(params string[] conditions)
    {
        var all = (selection.Where is { } users ? new[] { $"({users}\n)" } : []).Concat(conditions).ToList();
        return all.Count == 0 ? "" : $" WHERE {string.Join(" AND ", all)}";
    }

    private object Value(string text) => lead.Kind == ValueKind.Integer ? long.Parse(text, CultureInfo.InvariantCulture) : text;

    private object Values(IReadOnlyList<string> texts) => lead.Kind == ValueKind.Integer ? texts.Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray() : texts.ToArray();
}
