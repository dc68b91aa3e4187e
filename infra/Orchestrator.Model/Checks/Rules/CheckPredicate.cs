namespace Orchestrator.Model;

/// <summary>A predicate in the declaration of a check: GoogleSQL that nobody has read yet.</summary>
/// <param name="Check">The check.</param>
/// <param name="Part">The property that holds it: <c>Where</c>.</param>
/// <param name="Relation">The relation whose columns it names.</param>
/// <param name="Sql">The predicate.</param>
public sealed record CheckPredicate(Check Check, string Part, Relation Relation, string Sql)
{
    /// <summary>What a relation's rows are called in the statements of checks.</summary>
    public const string Rows = "checked_rows";

    /// <summary>The line of <see cref="Statement"/> on which the predicate begins, from 1.</summary>
    public const int FirstLine = 2;

    /// <summary>The predicates of a check.</summary>
    public static IEnumerable<CheckPredicate> Of(Check check)
    {
        if (check is RelationCheck { Where: { } where } rows) yield return new(check, nameof(RelationCheck.Where), rows.Relation, where);
        if (check is RowCountParity { OtherWhere: { } other } parity) yield return new(check, nameof(RowCountParity.OtherWhere), parity.Other, other);
        if (check is Expression expression) yield return new(check, nameof(Expression.Predicate), expression.Relation, expression.Predicate);
    }

    /// <summary>A statement that GoogleSQL accepts when the predicate is one: BOOL, with columns of the relation, without aggregates.</summary>
    /// <param name="project">The Google Cloud project of the relation.</param>
    public string Statement(string project) => $"SELECT 1 FROM {SqlIdentifier.Quote(project, Relation.Id)} AS {Rows} WHERE (\n{Sql}\n)";

    /// <summary>Whether every bracket that the predicate closes was opened in it: else it would end the brackets around it.</summary>
    public bool IsBalanced()
    {
        var depth = 0;
        foreach (var token in SqlToken.Read(Sql).Where(t => t.Kind == SqlTokenKind.Symbol))
        {
            depth += token.Text == "(" ? 1 : token.Text == ")" ? -1 : 0;
            if (depth < 0) return false;
        }
        return depth == 0;
    }
}

/// <summary>A predicate with what GoogleSQL says of it; places in it count from its own first line.</summary>
/// <param name="Predicate">The predicate.</param>
/// <param name="Analysis">What GoogleSQL says.</param>
public sealed record AnalyzedPredicate(CheckPredicate Predicate, SqlAnalysis Analysis);
