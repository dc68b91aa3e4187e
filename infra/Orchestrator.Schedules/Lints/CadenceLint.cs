using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A job that runs at least twice, or at most half, as often as was declared, or else as its name says (R69).</summary>
internal static class CadenceLint
{
    public static IEnumerable<ScheduleDoubt> Find(NamedSchedule schedule, Cadence? declared, Duration? longest, ProofHorizon horizon)
    {
        if ((declared ?? Cadence.InName(schedule.Name)) is not { } meant) yield break;
        var actual = schedule.Schedule.FiresPerMonth(horizon.From);
        if (actual < meant.PerMonth * 2 && actual * 2 > meant.PerMonth) yield break;
        var says = declared is null ? "is called" : "is declared";
        var excess = actual - meant.PerMonth;
        var hours = (longest ?? Duration.Zero).TotalHours * excess;
        var cost = excess < 0 ? "" : $", {Number(excess)} more than meant{(hours >= 1 ? $" or up to {Number(hours)} hours of running" : "")}";
        yield return new()
        {
            Kind = declared is null ? ScheduleLintKind.CadenceDiffersFromName : ScheduleLintKind.CadenceDiffersFromDeclared,
            Names = [schedule.Name],
            NamedPerMonth = meant.PerMonth,
            ActualPerMonth = actual,
            Message = $"{schedule.Name} {says} {meant} and fires about {Number(actual)} times a month{cost}.",
            Remedy = declared is null ? "Correct the schedule, or the name." : "Correct the schedule, or the declared cadence.",
        };
    }

    private static string Number(double number) => $"{Math.Round(number, number < 10 ? 1 : 0)}";
}
