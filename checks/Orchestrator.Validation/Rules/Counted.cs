using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Counts of rows in SQL and in words.</summary>
internal static class Counted
{
    /// <summary>The aggregate that counts the rows of which all conditions are TRUE; all rows when there is none.</summary>
    public static string Rows(params IReadOnlyList<string?> conditions) => All(conditions) is { } all ? $"COUNTIF({all})" : "COUNT(*)";

    /// <summary>One condition of several, null when there is none.</summary>
    public static string? All(params IReadOnlyList<string?> conditions)
    {
        var there = conditions.Where(c => c is not null).ToList();
        return there.Count == 0 ? null : string.Join(" AND ", there);
    }

    /// <summary>A declared predicate as one operand, whatever it ends with; null when there is none.</summary>
    public static string? Predicate(string? sql) => sql is null ? null : SqlToken.Read(sql).Any(t => t.Kind == SqlTokenKind.Comment) ? $"({sql}\n)" : $"({sql})";

    /// <summary>A relation and the condition on its rows, for people.</summary>
    public static string Of(TableId relation, string? where) => where is null ? $"{relation}" : $"{relation} where {OneLine(where)}";

    /// <summary>Declared SQL on one line, without comments.</summary>
    public static string OneLine(string sql) => string.Concat(SqlToken.Read(sql).Select(t => t.Kind switch
    {
        SqlTokenKind.Space or SqlTokenKind.Comment => " ",
        _ => t.Text,
    })).Trim();

    /// <summary>A number for people.</summary>
    public static string Text(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
