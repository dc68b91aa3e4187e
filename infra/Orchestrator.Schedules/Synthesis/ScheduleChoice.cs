namespace Orchestrator.Schedules;

/// <summary>Chooses a job's schedule among those that are left, when those of its producers are chosen.</summary>
internal sealed class ScheduleChoice(DomainNet net, MinuteSlots slots)
{
    /// <summary>The first job that would have been left with nothing, when a job could not be placed; null when there was none.</summary>
    public JobDomain? Starved { get; private set; }

    /// <summary>
    /// Gives a job the best schedule that passes the proof and leaves one to each of the others. First the live one; then those that let most readers
    /// keep theirs; then the roundest minute; then the shortest wait after the last producer; then the nearest to the live times.
    /// </summary>
    public bool Place(JobDomain job)
    {
        Starved = null;
        slots.Leave(job);
        var ranked = Ranked(job);
        foreach (var number in ranked)
        {
            var beside = !slots.Frees(job, job[number]);
            foreach (var free in beside ? Beside(job, job[number]) : [number])
            {
                if (Enters(job, free, beside)) return true;
            }
        }

        // Rather one too many in a minute, which is told, than out of order.
        return ranked.Any(number => !slots.Frees(job, job[number]) && Enters(job, number, beside: false));
    }

    private bool Enters(JobDomain job, int number, bool beside)
    {
        if (!Takes(job, number)) return false;
        (job.Placed, job.Beside) = (job[number], beside);
        slots.Enter(job, job.Placed);
        return true;
    }

    private static List<int> Ranked(JobDomain job)
    {
        var placed = job.Reads.Where(r => r.Producer.Placed is not null).ToList();
        var waiting = job.Feeds.Where(f => f.Active && f.Consumer.Placed is null && f.Consumer.Has(0)).ToList();
        var left = job.Left().Where(c => placed.TrueForAll(r => r.IsPossible(r.Producer.Placed!, c.Candidate))).ToList();
        if (left is [(_, { Live: true }), ..] && left.Count == 1) return [left[0].Number];
        return
        [
            .. left
                .OrderByDescending(c => c.Candidate.Live)
                .ThenBy(c => waiting.Count(f => !f.IsPossible(c.Candidate, f.Consumer[0])))
                .ThenByDescending(c => c.Candidate.Grid)
                .ThenBy(c => placed.Select(r => r.Order.Wait(r.Producer.Placed!, c.Candidate)).DefaultIfEmpty(0).Max())
                .ThenBy(c => c.Candidate.Distance)
                .ThenBy(c => c.Candidate.Minutes[0])
                .Select(c => c.Number),
        ];
    }

    // The nearest minutes, later ones first, that the target has room for.
    private IEnumerable<int> Beside(JobDomain job, Candidate crowded)
    {
        if (!job.Movable || crowded.Rotation is not { } turn) yield break;
        for (var apart = 1; apart < 60; apart++)
        {
            foreach (var other in new[] { turn + apart, turn - apart })
            {
                if (job.Turned(crowded.Zone, (other + 1440) % 1440) is { } number && slots.Frees(job, job[number])) yield return number;
            }
        }
    }

    private bool Takes(JobDomain job, int number)
    {
        var candidate = job[number];
        var read = job.Reads.Where(r => r.Producer.Placed is not null).ToList();
        var fixedReaders = job.Feeds.Where(f => f.Active && (f.Consumer.Placed is not null || f.Consumer is { Movable: false })).ToList();
        if (!read.TrueForAll(r => r.Order.PassesProbes(r.Producer.Placed!, candidate))) return false;
        if (!fixedReaders.TrueForAll(f => f.Order.PassesProbes(candidate, f.Consumer.Placed ?? f.Consumer.Live!))) return false;
        var mark = net.Mark;
        var offGrid = !job.Has(number);
        if (offGrid) job.Restore(number);
        var settles = net.Settle(job, number);
        if (!settles && net.Emptied is { Placed: null } starved && starved != job) Starved ??= starved;
        if (settles
            && read.TrueForAll(r => r.Order.Proves(r.Producer.Placed!, candidate))
            && fixedReaders.TrueForAll(f => f.Order.Proves(candidate, f.Consumer.Placed ?? f.Consumer.Live!))) return true;
        net.Undo(mark);
        if (offGrid) job.Remove(number);
        return false;
    }
}
