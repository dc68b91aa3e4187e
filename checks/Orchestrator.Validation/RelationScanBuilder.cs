using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Collects what the checks of one relation need of one scan of it: aggregates and parameters, each once however many checks ask for it.
/// </summary>
internal sealed class RelationScanBuilder(Relation relation, CheckedAt at)
{
    private readonly List<string> aggregates = [];
    private readonly List<QueryValue> parameters = [];

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

    /// <summary>The one query that answers everything that was added; <c>@now</c> and <c>@today</c> are there for predicates.</summary>
    public Query Query() => new(
        $"SELECT\n  {string.Join(",\n  ", aggregates.Select((sql, index) => $"{sql} AS a{index}"))}\nFROM {From}{(Only is null ? "" : $"\nWHERE {Only}")}",
        [.. parameters, .. Times(string.Join('\n', aggregates), at)]);

    /// <summary>The times that a predicate may use, as far as it does: a parameter that a statement does not name is refused by some clients.</summary>
    public static IEnumerable<QueryValue> Times(string sql, CheckedAt at)
    {
        if (sql.Contains("@now", StringComparison.OrdinalIgnoreCase)) yield return new("now", "TIMESTAMP", QueryText.Timestamp(at.Now));
        if (sql.Contains("@today", StringComparison.OrdinalIgnoreCase)) yield return new("today", "DATE", QueryText.Date(at.Today));
    }
}
