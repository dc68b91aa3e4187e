using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>Findings of a proof: one per order that fails or that nobody can prove, each with its counterexample.</summary>
internal static class ProveFindings
{
    /// <summary>The code of an order that cannot be proven.</summary>
    public const string UnknownCode = "ORDER002";

    /// <summary>The findings, failures first.</summary>
    public static IReadOnlyList<Finding> Of(ProvenList proven)
    {
        var proposals = proven.Proposals.ToDictionary(p => p.Job.Name, StringComparer.Ordinal);
        return
        [
            .. proven.Orders.Where(o => o.Fails).Select(o => Failed(o, proven.Request, proposals.GetValueOrDefault(o.Order.Consumer.Name))),
            .. proven.Orders.Where(o => o.Verdict is null).Select(Unknown),
        ];
    }

    /// <summary>A change of clocks in words.</summary>
    public static string Say(ZoneChange change) => $"clocks in {change.Zone} change from UTC{change.Before} to UTC{change.After} at {InstantPattern.General.Format(change.At)}";

    private static Finding Failed(JudgedOrder judged, ProveRequest request, SynthesizedJob? proposal)
    {
        var (order, verdict) = (judged.Order, judged.Verdict!);
        var example = Counterexample.Of(order.Producer.Run!, order.Consumer.Run!, verdict, request.Within);
        return new()
        {
            Code = OrderFindings.Code,
            Severity = Severity.Error,
            Subject = $"job/{order.Consumer.Name}",
            Message = $"It reads {Tables(order)} and {Faults(order, verdict, request.Within)}. {Days(verdict)}.{Cause(verdict)}{Rule(verdict)}{Proposal(proposal)}",
            Rows = example is null ? [] : [Row(order, example)],
        };
    }

    private static string Tables(ReadAfterWrite order) => order.Tables.Count <= 3 ? string.Join(", ", order.Tables) : $"{string.Join(", ", order.Tables.Take(2))} and {order.Tables.Count - 2} more tables";

    private static string Faults(ReadAfterWrite order, OrderVerdict verdict, Duration within) => string.Join(", and ", new[]
    {
        verdict.WorstWait > within ? $"starts up to {Span.Say(verdict.WorstWait)} after {order.Producer.Name} has finished, {Span.Say(within)} allowed" : null,
        verdict.WorstOverlap > Duration.Zero ? $"starts up to {Span.Say(verdict.WorstOverlap)} before {order.Producer.Name} has finished" : null,
    }.OfType<string>());

    /// <summary>The failing days of a verdict: those of its first year, and of the first whole year after it.</summary>
    public static string Days(OrderVerdict verdict)
    {
        if (verdict.FirstFailingDay is not { } first) return "No day fails";
        var years = new[] { first.Year, first.Year + 1 }.Where(verdict.FailingDaysPerYear.ContainsKey).Select(y => $"{verdict.FailingDaysPerYear[y]} {(verdict.FailingDaysPerYear[y] == 1 ? "day" : "days")} of {y}");
        var twice = verdict.OnlyWhenDeliveredTwice ? ", but only when a fire is delivered twice" : "";
        return $"It fails on {string.Join(" and ", years)}{twice}, first on {LocalDatePattern.Iso.Format(first)}";
    }

    private static string Cause(OrderVerdict verdict) => verdict.Cause is { } change ? $" {char.ToUpperInvariant(Say(change)[0])}{Say(change)[1..]}." : "";

    private static string Rule(OrderVerdict verdict) => verdict.BrokenUnder is { } rule ? $" It breaks if the scheduler's rule is: {rule.Name}; Google documents none." : "";

    private static string Proposal(SynthesizedJob? proposal) => proposal switch
    {
        { Outcome: SynthesisOutcome.Moved, Schedule: { } schedule } => $" '{schedule.Expression}' {schedule.Zone.Id} holds.",
        { Cycle: { Count: > 0 } cycle } => $" No schedule holds: {string.Join(" -> ", cycle)} read one another in a circle.",
        { Conflicting: { Count: > 0 } conflicting } => $" No schedule of its cadence holds after {string.Join(" and ", conflicting)}.",
        _ => "",
    };

    private static Dictionary<string, string?> Row(ReadAfterWrite order, Counterexample example)
    {
        var (producer, consumer) = (order.Producer.Schedule!.Zone, order.Consumer.Schedule!.Zone);
        return new(StringComparer.Ordinal)
        {
            [$"{order.Producer.Name} runs"] = $"{Time(example.ProducerStart, producer)} to {Time(example.ProducerEnd, producer)}",
            [$"{order.Consumer.Name} starts"] = Time(example.ConsumerStart, consumer),
            [example.Overlaps ? "before its end" : "after its end"] = Span.Say(example.Overlaps ? example.ProducerEnd - example.ConsumerStart : example.ConsumerStart - example.ProducerEnd),
        };
    }

    private static string Time(Instant instant, DateTimeZone zone) => zone.Id is "UTC" or "Etc/UTC"
        ? $"{instant.InUtc():uuuu-MM-dd HH:mm} UTC"
        : $"{instant.InZone(zone):uuuu-MM-dd HH:mm} {zone.Id} ({instant.InUtc():HH:mm} UTC)";

    private static Finding Unknown(JudgedOrder judged) => new()
    {
        Code = UnknownCode,
        Severity = Severity.Warning,
        Subject = $"job/{judged.Order.Consumer.Name}",
        Message = $"Its order after {judged.Order.Producer.Name} cannot be proven: {judged.Unknown}",
    };
}
