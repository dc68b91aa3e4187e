using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>The parts of a comment, in their order.</summary>
internal enum CommentPart
{
    /// <summary>What a deploy would change.</summary>
    Plan,

    /// <summary>What differs between declared and live.</summary>
    Drift,

    /// <summary>Which orders of jobs hold.</summary>
    Order,

    /// <summary>What is true of the data.</summary>
    Checks,

    /// <summary>Reports of any other verb.</summary>
    Other,
}

/// <summary>Which part a verb and a finding belong to.</summary>
internal static class CommentParts
{
    /// <summary>The part of a verb.</summary>
    public static CommentPart Of(VerbReport report) => report.Verb switch
    {
        "plan" or "up" or "synth" => CommentPart.Plan,
        "drift" or "monitor" => CommentPart.Drift,
        "prove" => CommentPart.Order,
        "check" => CommentPart.Checks,
        _ => CommentPart.Other,
    };

    /// <summary>The part of a finding: an order that does not hold is one, whichever verb found it.</summary>
    public static CommentPart Of(VerbReport report, Finding finding) => finding.Code.StartsWith("ORDER", StringComparison.Ordinal) ? CommentPart.Order : Of(report);

    /// <summary>Its name for people.</summary>
    public static string Name(CommentPart part) => part switch
    {
        CommentPart.Plan => "plan",
        CommentPart.Drift => "drift",
        CommentPart.Order => "order",
        CommentPart.Checks => "checks",
        _ => "other reports",
    };
}
