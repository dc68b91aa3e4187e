using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>Plays a model minute by minute under every combination of policies: who runs, who waits, what each table holds, what the view shows.</summary>
internal sealed class StalenessSimulation(RandomModel model, ProofHorizon horizon, DateTimeZone zone)
{
    private const int WarmUp = 12 * 1440;
    private readonly Dictionary<string, int[]> worst = [];
    private readonly Dictionary<string, bool[]> stale = [];
    private readonly Dictionary<string, int[]> atStarts = [];

    /// <summary>How many combinations were played.</summary>
    public int Cases { get; private set; }

    public IEnumerable<string> Sources => worst.Keys.Order(StringComparer.Ordinal);

    public int[] Ages(string source) => worst[source];

    public IEnumerable<int> Stale(string source) => Enumerable.Range(0, 1440).Where(m => stale[source][m]);

    /// <summary>By minute of the hour, the greatest age of what a job reads when it starts; null when it reads nothing.</summary>
    public int[]? AgesAtStarts(string job) => atStarts.GetValueOrDefault(job);

    public void Run()
    {
        var begin = horizon.From - Duration.FromMinutes(WarmUp);
        var minutes = WarmUp + (int)(horizon.To - horizon.From).TotalMinutes;
        var local = Enumerable.Range(0, minutes).Select(m => begin.Plus(Duration.FromMinutes(m)).InZone(zone).TimeOfDay).Select(t => (t.Hour * 60) + t.Minute).ToArray();
        foreach (var fires in model.Fires(begin, horizon.To))
        {
            Cases++;
            Play(fires, minutes, local);
        }
    }

    private void Play(bool[][] fires, int minutes, int[] local)
    {
        var jobs = model.Jobs.Select((job, i) => new Player(job, i, fires[i])).ToList();

        // By table, by writer, by source: the start of the newest run that has arrived.
        var tables = new Dictionary<string, Dictionary<int, Dictionary<int, int>>>();
        foreach (var job in model.Jobs) foreach (var table in job.Writes) tables.TryAdd(table, []);
        var landed = new int?[jobs.Count];
        Dictionary<int, int> shown = [];
        for (var minute = 0; minute < minutes; minute++)
        {
            var changed = minute == WarmUp;
            foreach (var job in jobs)
            {
                if (job.Ends != minute) continue;
                changed = true;
                job.Ends = -1;
                landed[job.Index] = job.Started;
                foreach (var table in job.Job.Writes) tables[table][job.Index] = job.Holds;
            }

            foreach (var job in jobs)
            {
                if (!job.Starts(minute)) continue;
                var read = Read(tables, job.Job.Reads.Where(t => jobs.Exists(w => w.Index != job.Index && w.Job.Writes.Contains(t))), job.Index);
                if (read.Count > 0 && minute >= WarmUp) Oldest(job.Job.Name)[local[minute] % 60] = Math.Max(Oldest(job.Job.Name)[local[minute] % 60], minute - read.Values.Min());
                job.Holds = read.Count == 0 ? new() { [job.Index] = minute } : read;
            }

            if (minute < WarmUp) continue;
            if (changed) shown = Read(tables, model.View.Reads, null);
            foreach (var (source, stamp) in shown)
            {
                var (ages, missing) = Of($"job{source}");
                ages[local[minute] / 60] = Math.Max(ages[local[minute] / 60], minute + 1 - stamp);
                missing[local[minute]] |= landed[source] > stamp;
            }
        }
    }

    private int[] Oldest(string job) => atStarts.TryGetValue(job, out var ages) ? ages : atStarts[job] = new int[60];

    private (int[] Ages, bool[] Stale) Of(string name)
    {
        if (!worst.ContainsKey(name)) (worst[name], stale[name]) = (new int[24], new bool[1440]);
        return (worst[name], stale[name]);
    }

    private static Dictionary<int, int> Read(Dictionary<string, Dictionary<int, Dictionary<int, int>>> tables, IEnumerable<string> reads, int? reader)
    {
        var seen = new Dictionary<int, int>();
        foreach (var table in reads.Distinct())
        {
            var newest = new Dictionary<int, int>();
            foreach (var rows in tables[table].Where(w => w.Key != reader).Select(w => w.Value))
                foreach (var (source, stamp) in rows) newest[source] = Math.Max(stamp, newest.GetValueOrDefault(source, int.MinValue));
            foreach (var (source, stamp) in newest) seen[source] = Math.Min(stamp, seen.GetValueOrDefault(source, int.MaxValue));
        }

        return seen;
    }

    private sealed class Player(ScheduledJob job, int index, bool[] fires)
    {
        private bool waiting;

        public ScheduledJob Job => job;

        public int Index => index;

        public int Started { get; private set; } = -1;

        public int Ends { get; set; } = -1;

        public Dictionary<int, int> Holds { get; set; } = [];

        // One run at a time, one more waiting, and the rest is lost.
        public bool Starts(int minute)
        {
            var due = fires[minute];
            if (Ends >= 0)
            {
                waiting |= due;
                return false;
            }

            if (!waiting && !due) return false;
            (waiting, Started, Ends) = (false, minute, minute + (int)job.Longest.TotalMinutes);
            return true;
        }
    }
}
