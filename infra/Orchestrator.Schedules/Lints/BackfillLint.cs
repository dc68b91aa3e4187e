namespace Orchestrator.Schedules;

/// <summary>
/// A job all of whose tables are loaded again at least as far back by jobs that are meant to run more often (R70). What is meant decides, declared
/// or named: a monthly backfill that by mistake runs hourly is still a monthly backfill.
/// </summary>
internal static class BackfillLint
{
    private const string Monthly = "0 2 1 * *";

    public static IEnumerable<ScheduleDoubt> Find(IReadOnlyList<ScheduledJob> jobs, ProofHorizon horizon)
    {
        var loaders = jobs.Where(job => job is { LookBack: not null, Schedule: not null, Writes.Count: > 0 }).Select(job => new Loader(job, horizon)).ToList();
        foreach (var loader in loaders)
        {
            var covers = loader.Job.Writes.Select(table => loaders.FirstOrDefault(other => other.Covers(loader, table))).ToList();
            if (covers.Contains(null)) continue;
            var names = covers.Select(cover => cover!.Job.Name).Distinct(StringComparer.Ordinal).ToList();
            var rare = loader.Job.Schedule!.FiresPerMonth(horizon.From) <= 1;
            yield return new()
            {
                Kind = ScheduleLintKind.RedundantBackfill,
                Names = [loader.Job.Name, .. names],
                ActualPerMonth = loader.Job.Schedule!.FiresPerMonth(horizon.From),
                Message = $"{loader.Job.Name} loads {Span.Say(loader.Job.LookBack!.Value)} of {string.Join(", ", loader.Job.Writes)} again, which {string.Join(" and ", names)} does more often and at least as far back.",
                Remedy = rare ? "Pause it." : $"Pause it, or let it run once a month: {Monthly} {covers[0]!.Job.Schedule!.Zone.Id}.",
            };
        }
    }

    private sealed class Loader(ScheduledJob job, ProofHorizon horizon)
    {
        private readonly double meant = (job.Cadence ?? Cadence.InName(job.Name))?.PerMonth ?? job.Schedule!.FiresPerMonth(horizon.From);

        public ScheduledJob Job => job;

        public bool Covers(Loader other, string table) =>
            meant > other.meant && job.LookBack >= other.Job.LookBack && job.Writes.Contains(table, StringComparer.Ordinal);
    }
}
