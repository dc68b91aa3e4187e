using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>What must be true of the funnel before anybody calls it the source of truth (R11).</summary>
internal static class R360FunnelChecks
{
    private const string Owner = "marketing operations";
    private const string Mql = "MQL_DT IS NOT NULL";

    // The counts leave out an MQL without a region or an address. A few are a slip of somebody's; more are a form or a load that lost a field.
    private static readonly Tolerance Slips = new(Share: 0.05m);

    /// <summary>The rows that count as MQLs, each condition of the document with a name.</summary>
    public static IReadOnlyList<NamedFilter> Counted { get; } =
    [
        new("became an MQL", Mql),
        new("no test traffic", "SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE"),
        new("not reverted", "MQL_Reverted = FALSE"),
        new("has a region", "Region IS NOT NULL"),
        new("has an e-mail", "Email IS NOT NULL"),
    ];

    /// <summary>Declares the checks and gives the one that keeps each address to one row.</summary>
    public static Check Declare(PipelineBuilder pipeline, Table funnel, HttpJob ingest)
    {
        var counted = string.Join(" AND ", Counted.Select(filter => $"({filter.Sql})"));
        pipeline.Check(new NotNull { Name = "mqls-have-a-region", Says = "At most one MQL in twenty has no region.", Relation = funnel, Owner = Owner, Column = "Region", Where = Mql, Tolerated = Slips });
        pipeline.Check(new NotNull { Name = "mqls-have-an-email", Says = "At most one MQL in twenty has no e-mail address.", Relation = funnel, Owner = Owner, Column = "Email", Where = Mql, Tolerated = Slips });
        pipeline.Check(new AcceptedValues { Name = "regions-are-known", Says = "Every region is one that is planned.", Relation = funnel, Owner = Owner, Column = "Region", Values = R360Funnel.Regions });
        pipeline.Check(new MatchesPattern { Name = "emails-are-addresses", Says = "What stands for an e-mail address looks like one.", Relation = funnel, Owner = Owner, Column = "Email", Pattern = TextPattern.Email });
        pipeline.Check(new RowFreshness
        {
            Name = "funnel-is-fresh",
            Says = "The newest MQL is at most two days older than the last ingest that must have ended.",
            Relation = funnel,
            Owner = Owner,
            EveryPoll = true,
            Time = RowTime.Event,
            Column = TimeColumn.Timestamp("MQL_DT"),
            Deadline = new Deadline.RunOf(ingest) { Behind = Period.FromDays(2) },
        });
        pipeline.Check(new KeyStaysAlive
        {
            Name = "regions-go-on",
            Says = "No region that has MQLs on working days falls silent while another goes on.",
            Relation = funnel,
            Owner = Owner,
            DateColumn = TimeColumn.Timestamp("MQL_DT"),
            KeyColumn = "Region",
            Where = counted,
            BusinessDaysOnly = true,
        });
        // In SQL, because it adds up weeks: a day of one or two MQLs says nothing about its volume.
        pipeline.Check(new SqlCheck { Name = "funnel-has-its-volume", Says = "No region with ten MQLs or more in one week falls by more than half in the next.", Relation = funnel, Owner = Owner });
        return pipeline.Check(new Unique { Name = "one-mql-per-email", Says = "Nobody counts as an MQL twice.", Relation = funnel, Owner = Owner, Key = ["Email"], Where = counted });
    }
}
