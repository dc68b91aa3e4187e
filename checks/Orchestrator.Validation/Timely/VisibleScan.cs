using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>When the tables of one dataset were last changed, from BigQuery's metadata: nothing is scanned and nothing is billed.</summary>
internal static class VisibleScan
{
    public static CompiledScan Compile(DatasetId dataset, IReadOnlyList<VisibleFreshness> checks, CheckedAt at) => new(
        [.. checks],
        new(
            $"SELECT table_id, last_modified_time\nFROM {SqlIdentifier.Quote(at.Project, new TableId(dataset, "__TABLES__"))}\nWHERE table_id IN UNNEST(@tables)",
            [new("tables", "STRING", null, [.. checks.Select(c => c.Relation.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])]),
        (check, answer) => Judge((VisibleFreshness)check, answer, at));

    private static Verdict Judge(VisibleFreshness check, AnswerRows answer, CheckedAt at)
    {
        var table = check.Relation.Id.ToString();
        if (answer.All.FirstOrDefault(row => row.Text("table_id") == check.Relation.Name) is not { } found)
            throw new UnreadableAnswerException($"{table} is not among the tables of its dataset.");
        var changed = Instant.FromUnixTimeMilliseconds(found.Number("last_modified_time") ?? throw new UnreadableAnswerException($"{table} has no time of its last change."));
        var due = DueRows.Of(check.Deadline, at);
        var age = QueryText.Span(Duration.Max(at.Now - changed, Duration.Zero));
        var says = $"What readers see of {table} was last changed {age} ago ({QueryText.Local(changed, at)}). {due.Says}";
        // The service's clock says when; a time after now is its clock against ours, and as fresh as can be.
        return new(says, changed >= (due.From ?? Instant.MinValue) ? [] : [new Dictionary<string, string?> { ["table"] = table, ["changed"] = QueryText.Local(changed, at), ["age"] = age }], 1);
    }
}
