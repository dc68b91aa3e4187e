using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>What follows from a difference: who is downstream, who reads wrong data first and when, and how often a job runs.</summary>
internal sealed class Consequences
{
    private static readonly string[] OfNoConsequence = ["description", "labels."];
    private readonly Pipeline pipeline;
    private readonly PipelineGraph graph;
    private readonly PipelineProof? live;
    private readonly Instant now;

    public Consequences(AnalyzedPipeline analyzed, PipelineProof? live, Instant now)
    {
        pipeline = analyzed.Pipeline;
        graph = PipelineGraph.Of(analyzed);
        this.live = live;
        this.now = now;
    }

    /// <summary>By consequence: an error when somebody reads what is affected, a warning when nobody does, info for a label or description.</summary>
    public Severity SeverityOf(ResourceId id, string? property = null)
    {
        if (property is not null && OfNoConsequence.Any(p => property.StartsWith(p, StringComparison.Ordinal))) return Severity.Info;
        var downstream = Downstream.Of(graph, id);
        return downstream.Tables.Count + downstream.Views.Count + downstream.Checks.Count > 0 ? Severity.Error : Severity.Warning;
    }

    public Consequence OfMissing(ResourceId id)
    {
        var downstream = Downstream.Of(graph, id);
        var first = FirstReader(downstream);
        return Of(downstream) with { FirstWrongReader = first, FirstWrongAt = first is null ? null : Text(now), Says = first is null ? "Nothing declared reads it." : $"{Reach(downstream)} {(downstream.Views.Count + downstream.Tables.Count + downstream.Checks.Count == 1 ? "needs" : "need")} it." };
    }

    public Consequence? OfDifference(Change change, PropertyDifference difference)
    {
        if (SeverityOf(change.Id, difference.Property) == Severity.Info) return null;
        var downstream = Downstream.Of(graph, change.Id);
        return change.Id.Kind == ResourceKind.Job && difference.Property is "schedule" or "timeZone" or "state"
            ? OfTiming(change, downstream)
            : Of(downstream) with { FirstWrongReader = FirstReader(downstream) ?? change.Id.ToString(), FirstWrongAt = Text(now), Says = $"{Reach(downstream)} may read something else than declared, from now on." };
    }

    private Consequence OfTiming(Change change, Downstream downstream)
    {
        var declared = FiresPerMonth(change.Desired.Properties, assumeEnabled: true);
        var found = FiresPerMonth(change.Live!.Properties, assumeEnabled: false);
        var moreOrLess = declared is { } d && found is { } f && Math.Abs(d - f) > 0.5;
        var frequency = moreOrLess ? RunsText(change, declared!.Value, found!.Value) : "";
        var consequence = Of(downstream) with { DeclaredRunsPerMonth = Rounded(declared), LiveRunsPerMonth = Rounded(found) };
        if (StaleWindow(change.Id.Name) is { } stale)
        {
            var zone = DateTimeZoneProviders.Tzdb[pipeline.Zone];
            return consequence with
            {
                FirstWrongReader = FirstReader(downstream),
                FirstWrongAt = Text(stale.From),
                Says = $"{frequency}{Reach(downstream)} {(downstream.Views.Count == 1 ? "reads" : "read")} old rows of {stale.Table.Id} from {Time(stale.From, zone)} to {Time(stale.Until, zone)} {zone.Id} ({Span.Say(stale.Until - stale.From)} after {stale.Producer} has ended).",
            };
        }

        return consequence with
        {
            FirstWrongReader = found == 0 ? FirstReader(downstream) : null,
            FirstWrongAt = found == 0 ? Text(now) : null,
            Says = found == 0 ? $"{Reach(downstream)} {(downstream.Views.Count == 1 ? "gets" : "get")} nothing new until it runs again." : $"{frequency}It writes {string.Join(", ", graph.WritesOf(JobOf(change.Id)).Select(t => t.Id))}, which {Reach(downstream, including: false)} read{(downstream.Views.Count == 1 ? "s" : "")}.",
        };
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

    private Job JobOf(ResourceId id) => pipeline.Jobs.First(j => j.ResourceId == id);

    private static Consequence Of(Downstream downstream) => new()
    {
        Tables = [.. downstream.Tables.Select(t => t.Id.ToString())],
        Views = [.. downstream.Views.Select(v => v.Id.ToString())],
        Checks = [.. downstream.Checks.Select(c => c.Name)],
        Says = "",
    };

    // The reader nearest to the tables: the first view in reading order, else a check.
    private string? FirstReader(Downstream downstream)
    {
        var views = downstream.Views.Select(v => v.Id).ToHashSet();
        var nearest = downstream.Views.FirstOrDefault(v => !graph.ReadsOf(v.Id).Any(r => views.Contains(r.Id))) ?? downstream.Views.FirstOrDefault();
        return nearest?.ResourceId.ToString() ?? downstream.Checks.FirstOrDefault()?.Subject;
    }

    private static string Reach(Downstream downstream, bool including = true)
    {
        var parts = new[]
        {
            Counted(including ? 0 : downstream.Tables.Count, "table", "tables"),
            Counted(downstream.Views.Count, "view", "views"),
            Counted(downstream.Checks.Count, "check", "checks"),
        }.Where(p => p.Length > 0).ToList();
        return parts.Count switch
        {
            0 => "Nobody downstream",
            1 => parts[0],
            _ => $"{string.Join(", ", parts[..^1])} and {parts[^1]}",
        };
    }

    private static string Counted(int count, string one, string many) => count == 0 ? "" : count == 1 ? $"1 {one}" : $"{count} {many}";

    private static double? Rounded(double? runs) => runs is { } value ? Math.Round(value, 1) : null;

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);

    private static string Time(Instant instant, DateTimeZone zone) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(instant.InZone(zone).LocalDateTime);
}
