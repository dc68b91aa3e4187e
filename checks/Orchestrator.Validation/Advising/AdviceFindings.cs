using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Validation;

/// <summary>What is worth deciding about the strategies that are declared.</summary>
public static class AdviceFindings
{
    /// <summary>The warehouse did not answer.</summary>
    public const string Unknown = "ADVICE000";

    /// <summary>Another strategy is cheaper, legal and fresh enough. Advice.</summary>
    public const string Cheaper = "ADVICE001";

    /// <summary>The declared strategy is not fresh enough, another is.</summary>
    public const string NotFresh = "ADVICE002";

    /// <summary>No strategy is fresh enough: the inputs are too old, or their age is not known.</summary>
    public const string NoneFresh = "ADVICE003";

    /// <summary>Rows arrive later than their jobs look back.</summary>
    public const string LookBackShort = "ADVICE004";

    /// <summary>Rows arrive up to the last day that their jobs look back, as if the rest were cut off. Advice.</summary>
    public const string LookBackCut = "ADVICE005";

    /// <summary>The finding about a look-back, or null when it is long enough or nothing is known of it.</summary>
    public static Finding? Of(Lateness lateness) => lateness.Verdict switch
    {
        LookBackVerdict.Short => LookBack(lateness, LookBackShort, Severity.Warning, $"Let {lateness.Window!.Value.Job.ResourceId} load at least {lateness.P99} days again, and every window that is rebuilt reach as far."),
        LookBackVerdict.Cut => LookBack(lateness, LookBackCut, Severity.Info, $"Load further back once, and look how late rows come then."),
        _ => null,
    };

    private static Finding LookBack(Lateness lateness, string code, Severity severity, string remedy) =>
        new() { Code = code, Severity = severity, Subject = lateness.Table.ResourceId.ToString(), Message = lateness.Says, Remedy = remedy };

    /// <summary>The findings, by relation; what cannot be said is not said.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<RelationAdvice> advised) => advised.SelectMany(Of);

    private static IEnumerable<Finding> Of(RelationAdvice advised)
    {
        var subject = advised.Relation.ResourceId.ToString();
        if (advised.Advice is not { } advice)
        {
            yield return new() { Code = Unknown, Severity = Severity.Error, Subject = subject, Message = $"Nothing can be advised: {advised.Unknown}", Remedy = "Deploy what its SQL reads, with 'orchestrator up' or 'pulumi up'." };
            yield break;
        }

        var declared = advice.Of(advised.Declared);
        if (advice.Chosen is not { } chosen)
        {
            yield return new() { Code = NoneFresh, Severity = Severity.Warning, Subject = subject, Message = $"No strategy is fresh enough: {advice.Strategies[0].NotFresh}", Remedy = $"Run {string.Join(", ", advised.Timing.Writers)} more often, or demand less." };
            yield break;
        }

        if (chosen == advised.Declared) yield break;
        var better = advice.Of(chosen);
        if (declared.NotFresh is { } old)
            yield return new() { Code = NotFresh, Severity = Severity.Warning, Subject = subject, Message = $"Declared as a {StrategyKinds.Word(declared.Kind)}, it is not fresh enough: {old}", Remedy = $"A {StrategyKinds.Word(chosen)} is, for {Money.Say(better.MoneyPerMonth)} a month." };
        else if (advised.ReadsKnown && declared.MoneyPerMonth > better.MoneyPerMonth)
            yield return new()
            {
                Code = Cheaper,
                Severity = Severity.Info,
                Subject = subject,
                Declared = StrategyKinds.Word(declared.Kind),
                Message = $"Declared as a {StrategyKinds.Word(declared.Kind)}, it costs {Money.Say(declared.MoneyPerMonth)} a month at {advised.Demand.ReadsPerDay:#,0.##} reads a day; as a {StrategyKinds.Word(chosen)} {Money.Say(better.MoneyPerMonth)}{Age(better)}.",
                Remedy = $"Declare Materialization.{Declaration(better)}.",
            };
    }

    private static string Age(StrategyCost cost) => cost.AddedAge == NodaTime.Duration.Zero ? ", as fresh as its inputs" : $", at worst {Span.Say(cost.AddedAge)} behind its inputs";

    private static string Declaration(StrategyCost cost) => cost.Kind switch
    {
        StrategyKind.View => "View",
        StrategyKind.MaterializedView => "MaterializedView",
        _ => "RebuiltWhole and a QueryJob",
    };
}
