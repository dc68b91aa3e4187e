using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>What a check comes to by queries of its own, written without the compiler: rows that are looked at, and how much is wrong.</summary>
internal sealed class OneQueryPerCheck(LocalTables tables)
{
    private const string Today = "DATE '2025-10-21'";

    /// <summary>The outcome, how much offends, and the severity of a failure.</summary>
    public async Task<(CheckOutcome Outcome, long Offences, Severity? Severity)> AskAsync(RelationCheck check)
    {
        var rows = $"(SELECT * FROM `my-project.mart.visits`{(check.Where is { } where ? $" WHERE {where.Replace("-- all", "", StringComparison.Ordinal).Replace("@today", Today, StringComparison.Ordinal)}" : "")})";
        var all = await Count(rows, "TRUE");
        switch (check)
        {
            case RowCount c:
                var limit = all < c.Min ? c.Min : all > c.Max ? c.Max.Value : all;
                return Judge(check, Math.Abs(all - limit), limit);
            case RowCountParity c:
                var others = await Count("`my-project.mart.clients`", c.OtherWhere ?? "TRUE");
                return all + others == 0 ? Nothing(check, c.AllowEmpty) : Judge(check, Math.Abs(all - others), all);
        }

        var (looked, offending) = check switch
        {
            NotNull c => (all, await Count(rows, $"{c.Column} IS NULL")),
            Unique c => await Repeated(c, rows),
            AcceptedValues c => (await Count(rows, $"{c.Column} IS NOT NULL"), await Count(rows, $"NOT ({string.Join(" OR ", c.Values.Select(v => $"{c.Column} = {Literal(c.Type, v)}"))})")),
            InRange c => (await Count(rows, $"{c.Column} IS NOT NULL"), await Count(rows, string.Join(" OR ", OutOf(c)))),
            MatchesPattern c => await Unmatched(c, rows),
            Relationship c => (await Count(rows, $"{c.Column} IS NOT NULL"), await Count($"{rows} AS r", $"{c.Column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `my-project.mart.{c.To.Name}` AS o WHERE o.{c.ToColumn} = r.{c.Column})")),
            Expression c => (all, all - await Count(rows, c.Predicate.Replace("@today", Today, StringComparison.Ordinal))),
            _ => throw new ArgumentException($"No query for {check.GetType().Name}.", nameof(check)),
        };
        return looked == 0 ? Nothing(check, ((RowCheck)check).AllowEmpty) : Judge(check, offending, looked);
    }

    private static (CheckOutcome, long, Severity?) Nothing(RelationCheck check, bool allowed) => allowed ? (CheckOutcome.Holds, 0, null) : (CheckOutcome.Fails, 1, check.Severity);

    private static (CheckOutcome, long, Severity?) Judge(RelationCheck check, long wrong, long whole)
    {
        bool Within(Tolerance t) => wrong <= t.Absolute || wrong <= t.Share * whole;
        if (!Within(check.Tolerated)) return (CheckOutcome.Fails, wrong, check.Severity);
        return check.WarnAbove is { } level && !Within(level) ? (CheckOutcome.Fails, wrong, Severity.Warning) : (CheckOutcome.Holds, 0, null);
    }

    private async Task<long> Count(string from, string where) => await Number($"SELECT COUNT(*) FROM {from} WHERE {where}");

    private async Task<long> Number(string sql) => long.Parse((await tables.ValueAsync(sql))!, CultureInfo.InvariantCulture);

    private async Task<(long, long)> Repeated(Unique check, string rows)
    {
        var keyed = check.NullsAreEqual ? "TRUE" : string.Join(" AND ", check.Key.Select(k => $"{k} IS NOT NULL"));
        var looked = await Count(rows, keyed);
        var repeated = await Number($"SELECT IFNULL(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM {rows} WHERE {keyed} GROUP BY {string.Join(", ", check.Key)})");
        return (looked, check.Approximate && repeated * 50 <= looked ? 0 : repeated);
    }

    private async Task<(long, long)> Unmatched(MatchesPattern check, string rows)
    {
        var values = (await tables.QueryAsync(new($"SELECT {check.Column} FROM {rows} WHERE {check.Column} IS NOT NULL", []), CancellationToken.None)).Rows.Select(r => r[0]!.ToString()).ToList();
        return (values.Count, values.Count(v => !Regex.IsMatch(v, $@"\A(?:{check.Pattern.Re2})\z") || v.Length > (check.Pattern.MaxLength ?? int.MaxValue)));
    }

    private static IEnumerable<string> OutOf(InRange check)
    {
        if (check.Min is { } min) yield return $"{check.Column} {(check.MinExclusive ? "<=" : "<")} {Literal(check.Type, min)}";
        if (check.Max is { } max) yield return $"{check.Column} {(check.MaxExclusive ? ">=" : ">")} {Literal(check.Type, max)}";
        if (check.Column == "amount") yield return "IS_NAN(amount)";
    }

    private static string Literal(string type, string value) => type is "STRING" or "DATE" ? $"{(type == "DATE" ? "DATE " : "")}'{value}'" : value;
}
