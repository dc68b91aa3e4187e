using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>What follows from a difference or a run that did not happen: who is downstream, who reads wrong data first and when, and how often a job runs.</summary>
internal sealed class Consequences
{
    private static readonly string[] OfNoConsequence = ["description", "friendlyName", "labels."];
    private readonly PipelineGraph graph;
    private readonly PipelineProof? live;
    private readonly IReadOnlyDictionary<ResourceId, ObservedJob> jobs;
    private readonly Dictionary<ResourceId, Reach> reaches = [];
    private readonly DateTimeZone zone;
    private readonly Instant now;

    public Consequences(DriftEvidence evidence, IReadOnlyDictionary<ResourceId, ObservedJob> jobs)
    {
        graph = PipelineGraph.Of(evidence.Analyzed);
        live = evidence.LiveOrder;
        now = evidence.Now;
        zone = DateTimeZoneProviders.Tzdb[evidence.Analyzed.Pipeline.Zone];
        this.jobs = jobs;
    }

    /// <summary>By consequence: an error when somebody reads what is affected, a warning when nobody does, info for a label or description.</summary>
    public Severity SeverityOf(ResourceId id, string? property = null)
    {
        if (property is not null && OfNoConsequence.Any(p => property.StartsWith(p, StringComparison.Ordinal))) return Severity.Info;
        return ReachOf(id).IsRead ? Severity.Error : Severity.Warning;
    }

    /// <summary>A resource that is not there: its readers fail at once; those of a job lack rows from its next fire.</summary>
    public Consequence OfMissing(ResourceId id)
    {
        var reach = ReachOf(id);
        var job = jobs.GetValueOrDefault(id);
        var first = job is { DeclaredPaused: true } ? null : reach.FirstReader;
        return reach.Consequence with
        {
            FirstWrongReader = first,
            FirstWrongAt = first is null ? null : Moment.Text(job?.LacksFrom ?? now),
            Says = !reach.IsRead ? "Nothing declared reads it."
                : job is null ? $"{reach.Say()} {(reach.IsOne ? "needs" : "need")} it."
                : job.DeclaredPaused ? $"It is declared paused, so {reach.Say(tables: false)} lack nothing for now."
                : GetsNothing(reach, job),
        };
    }

    /// <summary>A run that was missed or failed: readers lack its rows from the fire on.</summary>
    public Consequence OfRun(ObservedJob job, Instant fire)
    {
        var reach = ReachOf(job.Declared.ResourceId);
        return reach.Consequence with
        {
            FirstWrongReader = reach.FirstReader,
            FirstWrongAt = reach.FirstReader is null ? null : Moment.Text(fire),
            Says = reach.IsRead ? $"{reach.Say(tables: false)} {(reach.IsOneReader ? "lacks" : "lack")} what it should have written, from {Moment.Local(fire, zone)} on." : "Nothing declared reads what it writes.",
        };
    }

    public Consequence? OfDifference(Change change, PropertyDifference difference)
    {
        if (SeverityOf(change.Id, difference.Property) == Severity.Info) return null;
        var reach = ReachOf(change.Id);
        if (change.Id.Kind == ResourceKind.Job && difference.Property is "schedule" or "timeZone" or "state") return OfTiming(change, reach);
        var job = jobs.GetValueOrDefault(change.Id);
        var from = job is null ? now : job.LacksFrom ?? now;
        return reach.Consequence with
        {
            FirstWrongReader = reach.FirstReader ?? change.Id.ToString(),
            FirstWrongAt = Moment.Text(from),
            Says = $"{reach.Say()} may read something else than declared, from {(from == now ? "now" : Moment.Local(from, zone))} on.",
        };
    }

    private Consequence OfTiming(Change change, Reach reach)
    {
        var declared = FiresPerMonth(change.Desired.Properties, assumeEnabled: true);
        var found = FiresPerMonth(change.Live!.Properties, assumeEnabled: false);
        var moreOrLess = declared is { } d && found is { } f && Math.Abs(d - f) > 0.5;
        var frequency = moreOrLess ? RunsText(change, declared!.Value, found!.Value) : "";
        var consequence = reach.Consequence with { DeclaredRunsPerMonth = Rounded(declared), LiveRunsPerMonth = Rounded(found) };
        if (StaleWindow(change.Id.Name) is { } stale)
        {
            return consequence with
            {
                FirstWrongReader = reach.FirstReader,
                FirstWrongAt = Moment.Text(stale.From),
                Says = $"{frequency}{reach.Say()} {(reach.IsOneReader ? "reads" : "read")} old rows of {stale.Table.Id} from {Moment.Plain(stale.From, zone)} to {Moment.Plain(stale.Until, zone)} {zone.Id} ({Span.Say(stale.Until - stale.From)} after {stale.Producer} has ended).",
            };
        }

        var stopped = found == 0 ? jobs.GetValueOrDefault(change.Id) : null;
        return consequence with
        {
            FirstWrongReader = found == 0 ? reach.FirstReader : null,
            FirstWrongAt = found == 0 && reach.FirstReader is not null ? Moment.Text(stopped?.LacksFrom ?? now) : null,
            Says = stopped is not null ? GetsNothing(reach, stopped)
                : $"{frequency}It writes {string.Join(", ", graph.WritesOf(JobOf(change.Id)).Select(t => t.Id))}, which {reach.Say(tables: false)} read{(reach.IsOneReader ? "s" : "")}.",
        };
    }

    private string GetsNothing(Reach reach, ObservedJob job)
    {
        var from = job.LacksFrom is { } at ? $" from {Moment.Local(at, zone)} on" : "";
        return $"{reach.Say(tables: false)} {(reach.IsOneReader ? "gets" : "get")} nothing new{from}, until it runs again.";
    }

    private static string RunsText(Change change, double declared, double found)
    {
        var paused = change.Desired.Properties.GetValueOrDefault("state") == "PAUSED" ? ", and none while it is paused" : "";
        return found == 0 ? $"It does not run, instead of {About(declared)} a month. " : $"It runs {About(found)} a month instead of {About(declared)}{paused}. ";
    }

    private static string About(double runs) => runs < 1.5 && runs > 0.5 ? "once" : $"about {Math.Round(runs)} times";

    // The window of the producer that ends last before the job starts: until then readers miss what landed that night.
    private (Instant From, Instant Until, string Producer, Relation Table)? StaleWindow(string job)
    {
        if (live is null) return null;
        var fails = live.Edges.Where(e => e.Edge.Consumer.Name == job && !e.Holds).Select(e => e.Edge.Producer.Name).ToHashSet(StringComparer.Ordinal);
        return (from table in live.StaleTables
                where table.Consumer.Name == job
                from window in table.Windows
                where fails.Contains(window.Producer)
                orderby window.Until - window.From
                select ((Instant, Instant, string, Relation)?)(window.From, window.Until, window.Producer, table.Table)).FirstOrDefault();
    }

    private double? FiresPerMonth(IReadOnlyDictionary<string, string> properties, bool assumeEnabled)
    {
        if (!assumeEnabled && properties.GetValueOrDefault("state") != "ENABLED") return 0;
        if (!properties.TryGetValue("schedule", out var expression)) return null;
        return new Schedule(expression, properties.GetValueOrDefault("timeZone", "UTC")).Read().Zoned?.FiresPerMonth(now);
    }

    private Reach ReachOf(ResourceId id) => reaches.TryGetValue(id, out var known) ? known : reaches[id] = new Reach(graph, id);

    private Job JobOf(ResourceId id) => graph.Pipeline.Jobs.First(j => j.ResourceId == id);

    private static double? Rounded(double? runs) => runs is { } value ? Math.Round(value, 1) : null;
}
