using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>A random pipeline in which one thing goes wrong, with all that follows from it: in drift, in checks, in orders.</summary>
internal sealed record Cascade(string Says, string Root, IReadOnlyList<Finding> Findings)
{
    public const int Kinds = 8;
    private static readonly Instant Now = Instant.FromUtc(2025, 8, 13, 12, 0);

    public static Cascade Of(int seed)
    {
        var random = new Random(seed);
        var world = World.Of(random);
        var live = DesiredState.Of(world.Analyzed, "p").ToDictionary(s => s.Id);
        var activity = live.Keys.Where(id => id.Kind == ResourceKind.Job).ToDictionary(id => id, _ => new JobActivity { LastAttempt = Instant.FromUtc(2025, 8, 13, 5, 0), StatusCode = 0 });
        foreach (var id in activity.Keys.ToList()) activity[id] = activity[id] with { LastAttempt = world.LastFire(id.Name) };
        var chain = random.Next(world.Chains);
        var sync = ResourceId.Job($"sync-{chain}");
        var rebuild = ResourceId.Job($"rebuild-{chain}");
        var raw = new ResourceId(ResourceKind.Table, $"raw_{chain}.rows");
        var dim = new ResourceId(ResourceKind.Table, $"dim_{chain}.rows");
        switch (seed % Kinds)
        {
            case 0:
                Set(sync, "state", "PAUSED");
                activity[sync] = activity[sync] with { LastAttempt = Instant.FromUtc(2025, 7, 15, 7, 26) };
                return new("a paused sync", sync.ToString(), [.. Found(), .. world.ChecksBelow(sync)]);
            case 1:
                foreach (var id in live.Keys.Where(i => i == ResourceId.Of(new DatasetId($"raw_{chain}")) || i.Name.StartsWith($"raw_{chain}.", StringComparison.Ordinal)).ToList()) live.Remove(id);
                foreach (var id in world.ViewsOn(raw).ToList()) live.Remove(id);
                Fail(sync);
                Fail(rebuild);
                return new("a deleted dataset", $"dataset/raw_{chain}", [.. Found(), .. world.ChecksBelow(sync)]);
            case 2:
                live.Remove(dim);
                foreach (var id in world.ViewsOn(dim).ToList()) live.Remove(id);
                Fail(rebuild);
                return new("a deleted table", dim.ToString(), [.. Found(), .. world.ChecksBelow(rebuild)]);
            case 3:
                foreach (var id in activity.Keys) Set(id, live[id].Properties.Keys.First(k => k.EndsWith("Token.serviceAccountEmail", StringComparison.Ordinal)), "stranger@p.iam.gserviceaccount.com");
                return new("another service account on all jobs", "service-account/stranger@p.iam.gserviceaccount.com", Found());
            case 4:
                live.Remove(sync);
                return new("a deleted sync", sync.ToString(), [.. Found(), .. world.ChecksBelow(sync)]);
            case 5:
                Fail(sync);
                return new("a failing sync", sync.ToString(), [.. Found(), .. world.ChecksBelow(sync)]);
            case 6:
                Set(rebuild, "state", "UPDATE_FAILED");
                activity[rebuild] = activity[rebuild] with { LastAttempt = Instant.FromUtc(2025, 8, 1, 4, 0), StatusCode = 13 };
                return new("a rebuild whose update failed", rebuild.ToString(), [.. Found(), .. world.ChecksBelow(rebuild)]);
            default:
                Set(sync, "timeZone", "America/Phoenix");
                activity[sync] = activity[sync] with { LastAttempt = Instant.FromUtc(2025, 8, 13, 9, 0) };
                return new("a sync in another zone", sync.ToString(), [.. Found(), .. world.ChecksBelow(sync), new() { Code = "ORDER001", Severity = Severity.Error, Subject = rebuild.ToString(), Message = "Starts too early." }]);
        }

        void Set(ResourceId id, string property, string value) => live[id] = live[id] with { Properties = live[id].Properties.SetItem(property, value) };
        void Fail(ResourceId id) => activity[id] = activity[id] with { StatusCode = 5 };

        IReadOnlyList<Finding> Found()
        {
            var resources = live.Values.ToList();
            var seen = activity.Where(a => live.ContainsKey(a.Key)).ToDictionary(a => a.Key, a => a.Value);
            return DriftFinder.Find(SmallPipeline.Evidence(world.Analyzed, new Observation(resources, []) { Activity = seen }, Now));
        }
    }
}

/// <summary>Chains of sync, raw table, rebuilt table, views on it and on each other, checks at any height.</summary>
internal sealed record World(AnalyzedPipeline Analyzed, int Chains)
{
    private PipelineGraph Graph { get; } = PipelineGraph.Of(Analyzed);

    public static World Of(Random random)
    {
        var pipeline = ManyJobs.Builder("cascade");
        var relations = new Dictionary<TableId, AnalyzedSql>();
        var jobs = new Dictionary<string, AnalyzedSql>();
        var chains = random.Next(1, 4);
        for (var chain = 0; chain < chains; chain++)
        {
            var raw = pipeline.Table(new Table { Dataset = pipeline.Dataset($"raw_{chain}", Layer.Raw), Name = "rows", Columns = [new("id", "INT64")] });
            var direct = pipeline.View(raw.Dataset, "latest");
            relations[direct.Id] = ManyJobs.Reads(direct, raw);
            var dim = pipeline.Materialized(new MaterializedTable { Dataset = pipeline.Dataset($"dim_{chain}", Layer.Dimension), Name = "rows", Strategy = Materialization.RebuiltWhole });
            relations[dim.Id] = ManyJobs.Reads(dim, raw);
            jobs[$"rebuild-{chain}"] = new($"sql/{dim.Id}.sql", "MERGE", new() { Reads = [new("p", raw.Id)], Writes = new("p", dim.Id) });
            pipeline.Job(new HttpJob { Name = $"sync-{chain}", Schedule = new("0 2 * * *", "UTC"), Uri = new($"https://ingest.run.app/{chain}"), Writes = [raw], Longest = Duration.FromMinutes(10) });
            pipeline.Job(new QueryJob { Name = $"rebuild-{chain}", Schedule = new("0 4 * * *", "UTC"), Rebuilds = dim, Longest = Duration.FromMinutes(10) });
            var mart = pipeline.Dataset($"mart_{chain}", Layer.Mart);
            Relation below = dim;
            for (var i = 0; i < random.Next(1, 5); i++)
            {
                var view = pipeline.View(mart, $"view_{i}");
                relations[view.Id] = ManyJobs.Reads(view, random.Next(2) == 0 ? dim : below);
                if (random.Next(2) == 0) pipeline.Check(new RowsForDate { Name = $"rows-{chain}-{i}", Says = "There are rows.", Relations = [new(view, "day")] });
                below = view;
            }

            pipeline.Flow(new Flow { Name = $"dashboard-{chain}", Reads = [below] });
        }

        var analyzed = ManyJobs.Analyzed(pipeline, relations);
        return new(analyzed with { Jobs = jobs }, chains);
    }

    public Instant LastFire(string job) => Instant.FromUtc(2025, 8, 13, job.StartsWith("sync", StringComparison.Ordinal) ? 2 : 4, 0);

    /// <summary>Every check downstream of a job fails.</summary>
    public IEnumerable<Finding> ChecksBelow(ResourceId job) =>
        Downstream.Of(Graph, job).Checks.Select(c => new Finding { Code = "CHECK004", Severity = Severity.Error, Subject = c.Subject, Message = "No rows." });

    public IEnumerable<ResourceId> ViewsOn(ResourceId table) => Graph.ViewsOn(TableId.Parse(table.Name)).Select(v => v.ResourceId);
}
