using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Collects what the checks of one relation need of one scan of it: aggregates and parameters, each once however many checks ask for it.
/// </summary>
internal sealed class RelationScanBuilder(Relation relation, CheckedAt at)
{
    private readonly List<string> aggregates = [];
    private readonly List<QueryValue> parameters = [];
    private readonly List<(string Column, TableId Other, string OtherColumn)> joins = [];

    /// <summary>What the relation's rows are called in the statement.</summary>
    public const string Rows = CheckPredicate.Rows;

    /// <summary>When and where the checks are evaluated.</summary>
    public CheckedAt At => at;

    /// <summary>The relation, quoted.</summary>
    public string From => SqlIdentifier.Quote(at.Project, relation.Id);

    /// <summary>The only rows that any check looks at, as a condition; null when some check looks at all. What is left out changes no aggregate.</summary>
    public string? Only { get; set; }

    /// <summary>Adds an aggregate over the relation's rows.</summary>
    /// <param name="sql">A GoogleSQL aggregate expression.</param>
    /// <returns>The column of the answer that will hold it.</returns>
    public string Aggregate(string sql)
    {
        var index = aggregates.IndexOf(sql);
        if (index >= 0) return $"a{index}";
        aggregates.Add(sql);
        return $"a{aggregates.Count - 1}";
    }

    /// <summary>Adds a value that never stands in the statement itself.</summary>
    /// <returns>The parameter's name with its <c>@</c>.</returns>
    public string Parameter(string type, string? value, IReadOnlyList<string>? items = null)
    {
        var index = parameters.FindIndex(p => p.Type == type && p.Value == value && (p.Items ?? []).SequenceEqual(items ?? []) && p.Items is null == items is null);
        if (index >= 0) return $"@p{index}";
        parameters.Add(new($"p{parameters.Count}", type, value, items));
        return $"@p{parameters.Count - 1}";
    }

    /// <summary>Adds the values of another relation's column, each once, so that no row is doubled.</summary>
    /// <returns>A column that is NULL in rows whose value is not among them.</returns>
    public string Keys(string column, TableId other, string otherColumn)
    {
        var index = joins.IndexOf((column, other, otherColumn));
        if (index < 0) joins.Add((column, other, otherColumn));
        return $"checked_key_{(index < 0 ? joins.Count - 1 : index)}";
    }

    /// <summary>The one query that answers everything that was added; <c>@now</c> and <c>@today</c> are there for predicates.</summary>
    public Query Query() => Query(string.Join(",\n  ", aggregates.Select((sql, index) => $"{sql} AS a{index}")), Only is null ? "" : $"\nWHERE {Only}");

    /// <summary>A query of the relation with what else was added to it.</summary>
    /// <param name="select">What is selected.</param>
    /// <param name="rest">What follows FROM, on lines of its own; may be empty.</param>
    public Query Query(string select, string rest)
    {
        var sql = $"SELECT\n  {select}\nFROM {From} AS {Rows}{string.Concat(joins.Select(Join))}{rest}";
        return new(sql, [.. parameters, .. Times(sql, at)]);
    }

    /// <summary>The times that a predicate may use, as far as it does: a parameter that a statement does not name is refused by some clients.</summary>
    public static IEnumerable<QueryValue> Times(string sql, CheckedAt at)
    {
        if (sql.Contains("@now", StringComparison.OrdinalIgnoreCase)) yield return new("now", "TIMESTAMP", QueryText.Timestamp(at.Now));
        if (sql.Contains("@today", StringComparison.OrdinalIgnoreCase)) yield return new("today", "DATE", QueryText.Date(at.Today));
    }

    private string Join((string Column, TableId Other, string OtherColumn) join, int index)
    {
        var column = SqlIdentifier.Quote(join.OtherColumn);
        return $"\nLEFT JOIN (SELECT DISTINCT {column} AS checked_key_{index} FROM {SqlIdentifier.Quote(at.Project, join.Other)} AS checked_others WHERE {column} IS NOT NULL) AS checked_keys_{index}\n  ON checked_key_{index} = {Rows}.{SqlIdentifier.Quote(join.Column)}";
    }
}
