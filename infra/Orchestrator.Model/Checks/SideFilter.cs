namespace Orchestrator.Model;

/// <summary>A filter of a reconciliation's side as a statement of its own, so that GoogleSQL can say what is wrong with it.</summary>
public static class SideFilter
{
    /// <summary>How a filter is found again among a pipeline's analyzed filters.</summary>
    public static string Key(Reconciliation check, ReconciledSide side, NamedFilter filter) => $"{check.Name}\n{side.Name}\n{filter.Name}\n{filter.Sql}";

    /// <summary>A query that is accepted exactly when the filter is a predicate over the relation's columns.</summary>
    public static string Statement(string project, ReconciledSide side, NamedFilter filter) => $"SELECT 1 AS one FROM {SqlIdentifier.Quote(project, side.Relation.Id)} WHERE (\n{filter.Sql}\n)";
}
