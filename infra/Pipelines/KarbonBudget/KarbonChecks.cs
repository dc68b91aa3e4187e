using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>What must be true of the budgets. The golden work item was looked up in the source: user A handed 420 minutes to user B on 2025-07-24.</summary>
internal static class KarbonChecks
{
    // The first full sync after the reassignment ended by then: before it the report may lag behind the source.
    private static readonly Instant Reassigned = Instant.FromUtc(2025, 7, 24, 7, 0);

    /// <summary>Declares the checks.</summary>
    public static void Declare(PipelineBuilder pipeline, Table budgets, Table details, View corrected, View report, HttpJob fullSync)
    {
        pipeline.Check(Golden("user-b-has-seven-hours", "User B is budgeted with 7 hours on the golden work item.", report, "user B", "7", "true"));
        pipeline.Check(Golden("user-a-has-no-hours", "User A, who handed the work item over, has none left.", report, "user A", "0", "false"));
        pipeline.Check(new HopTrace
        {
            Name = "golden-record-hop-by-hop",
            Says = "The golden work item is right in the raw table, in the corrected view and in the report.",
            Since = Reassigned,
            Hops =
            [
                Minutes(budgets, "user A", "0"), Minutes(budgets, "user B", "420"),
                Minutes(corrected, "user A", "0"), Minutes(corrected, "user B", "420"),
                Hours(report, "user A", "0", "false"), Hours(report, "user B", "7", "true"),
            ],
        });
        pipeline.Check(new OneSnapshot { Name = "one-snapshot", Says = "The raw table holds the rows of one full sync only.", Table = budgets, Column = "sync_reporting_date" });
        pipeline.Check(new SqlCheck { Name = "minutes-are-hours-times-sixty", Says = "The report's hours are the corrected view's minutes divided by 60, as text.", Relation = report });
        pipeline.Check(new SqlCheck { Name = "history-ends-with-the-holder", Says = "Whoever had a budget before, and has none on the newest date, is shown by no row.", Relation = corrected });
        Rows(pipeline, budgets, details);
        pipeline.Check(new RowFreshness
        {
            Name = "budgets-are-fresh",
            Says = "The newest budgets are of the last full sync that must have ended.",
            Relation = budgets,
            EveryPoll = true,
            Time = RowTime.Load,
            Column = TimeColumn.Date("sync_reporting_date"),
            Deadline = new Deadline.RunOf(fullSync),
        });
    }

    private static void Rows(PipelineBuilder pipeline, Table budgets, Table details)
    {
        // The corrected view leaves out rows without a work item, without a word.
        pipeline.Check(new NotNull { Name = "budgets-name-a-work-item", Says = "Every budget is of a work item.", Relation = budgets, Column = "WORK_ITEM_ID" });
        pipeline.Check(new NotNull { Name = "budgets-name-a-person", Says = "Every budget is of a person.", Relation = budgets, Column = "USER_ID" });
        // Of the snapshot of today or yesterday: rows of older ones should not be there at all, which one-snapshot says.
        pipeline.Check(new Unique { Name = "one-budget-per-pair-and-date", Says = "A work item and a person have one budget on a reporting date.", Relation = budgets, Key = ["WORK_ITEM_ID", "USER_ID", "sync_reporting_date"], Where = "sync_reporting_date >= DATE_SUB(@today, INTERVAL 1 DAY)" });
        pipeline.Check(new InRange { Name = "minutes-are-not-negative", Says = "Nobody is budgeted with less than nothing.", Relation = budgets, Column = "BUDGETED_MINUTES", Min = "0" });
        // The daily sync brings new work items at 02:00, their details come at 06:30: a few may wait for them.
        pipeline.Check(new Relationship { Name = "budgets-have-details", Says = "All but the newest work items have details, from which the report takes its titles.", Relation = budgets, Column = "WORK_ITEM_ID", To = details, ToColumn = "WORK_ITEM_ID", Tolerated = new(Share: 0.01m) });
        pipeline.Check(new Unique { Name = "one-row-per-work-item", Says = "A work item has its details once: each more would show its budgets once more.", Relation = details, Key = ["WORK_ITEM_ID"] });
    }

    private static GoldenRecord Golden(string name, string says, View report, string user, string hours, string has)
    {
        var row = Hours(report, user, hours, has);
        return new() { Name = name, Says = says, Relation = report, Key = row.Key, Expected = row.Values, Since = Reassigned };
    }

    private static ExpectedRow Minutes(Relation relation, string user, string minutes) =>
        new(relation, [new("WORK_ITEM_ID", KarbonBudget.GoldenWorkItem), new("USER_NAME", user)], [new("BUDGETED_MINUTES", minutes, "INT64")]);

    // Hours and the flag are text in the report (R34): the types are part of what is expected.
    private static ExpectedRow Hours(Relation report, string user, string hours, string has) =>
        new(report, [new("WORK_ITEM_ID", KarbonBudget.GoldenWorkItem), new("budget_user_name", user)], [new("individual_budgeted_hours", hours), new("has_individual_budget", has)]);
}
