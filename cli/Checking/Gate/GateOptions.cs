using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>The flags of the gate after a deploy.</summary>
internal static class GateOptions
{
    /// <summary>Whether a gate is meant at all.</summary>
    public static readonly Option<bool> AfterDeploy = new("--after-deploy") { Description = "The gate after a deploy: wait for the next run of each job that it changed, then run the checks downstream of the change." };

    private static readonly Option<bool> Trigger = new("--trigger") { Description = "With --after-deploy: start the changed jobs now, each after those whose tables it reads, instead of waiting for their schedules." };
    private static readonly Option<Duration?> Wait = new("--wait") { Description = "With --after-deploy: how long to wait in all. Default: 2h.", HelpName = "2h", CustomParser = Length };
    private static readonly Option<Instant?> Since = new("--since") { Description = "With --after-deploy: when the deploy was. Default: as the journal of 'up' or the plan says, else now.", HelpName = "2026-03-08T09:00:00Z", CustomParser = CommonOptions.ParseInstant };
    private static readonly Option<string[]> Jobs = new("--job") { Description = "With --after-deploy: a job that the deploy changed, instead of those that the journal of 'up' names; may be repeated.", HelpName = "name", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Plan = new("--plan") { Description = "With --after-deploy: the JSON of 'orchestrator plan' from before the deploy, which says what it changed.", HelpName = "file" };

    /// <summary>All of them.</summary>
    public static Option[] All => [AfterDeploy, Trigger, Wait, Since, Jobs, Plan];

    /// <summary>Refuses flags that mean nothing together.</summary>
    public static void Check(CommandResult result)
    {
        bool Given(string name) => result.Children.OfType<OptionResult>().Any(o => o.Option.Name == name && !o.Implicit);
        if (Given("--after-deploy"))
        {
            if (Given("--at")) result.AddError("--at is one instant, and --after-deploy waits: choose one.");
            if (Given("--job") && Given("--plan")) result.AddError("--job and --plan both say what the deploy changed: choose one.");
            return;
        }

        foreach (var name in All.Select(o => o.Name).Where(Given)) result.AddError($"{name} belongs to the gate: add --after-deploy.");
    }

    /// <summary>What the user wrote; what was changed comes from the flags, else from the journal of <c>up</c>.</summary>
    /// <exception cref="VerbFailedException">Nobody says what was changed, or it names a job that is not declared.</exception>
    public static GateRequest Read(Session session, ParseResult parsed)
    {
        var pipeline = session.Analyzed.Pipeline;
        var request = new GateRequest { Changed = [], KnownFrom = "", Since = session.Now, Trigger = parsed.GetValue(Trigger), Wait = parsed.GetValue(Wait) ?? Duration.FromHours(2) };
        if (parsed.GetValue(Jobs) is { Length: > 0 } names)
        {
            if (names.FirstOrDefault(n => pipeline.Jobs.All(j => j.Name != n)) is { } unknown)
                throw new VerbFailedException(1, $"{pipeline.Name} declares no job '{unknown}': choose of {string.Join(", ", pipeline.Jobs.Select(j => j.Name).Order(StringComparer.Ordinal))}.");
            request = request with { Changed = [.. names.Distinct(StringComparer.Ordinal).Select(ResourceId.Job)], KnownFrom = "--job" };
        }
        else if (parsed.GetValue(Plan) is { } file)
        {
            var plan = PlanOf(session, file);
            request = request with { Changed = ChangedBy(plan, file), KnownFrom = $"the plan in {file}", Since = plan.At };
        }
        else
        {
            var deployment = Deployment.Read(session.JournalFolder)
                ?? throw new VerbFailedException(1, $"Nobody says what the deploy of {pipeline.Name} to {session.Options.TargetName} changed: name the jobs with --job, give the plan from before it with --plan, or deploy with 'orchestrator up' and the same --state.");
            request = request with { Changed = deployment.Changed, KnownFrom = "the last 'up' that changed something", Since = deployment.At };
        }

        return parsed.GetValue(Since) is { } since ? request with { Since = since } : request;
    }

    private static VerbReport PlanOf(Session session, string file)
    {
        var plan = JsonReportReader.Read(File.ReadAllText(Path.GetFullPath(file, session.Terminal.Folder)), file);
        if (plan.Verb is not ("plan" or "up") || plan.Pipeline != session.Options.Pipeline || plan.Target != session.Options.TargetName)
            throw new VerbFailedException(1, $"{file} is the report of '{plan.Verb} {plan.Pipeline} --target {plan.Target}': give that of 'plan {session.Options.Pipeline} --target {session.Options.TargetName}' from before the deploy.");
        if (plan.Exit is 1 or 3) throw new VerbFailedException(plan.Exit, $"{file} is a plan that could not be made ({plan.Headline}), so it does not say what the deploy changed: name the jobs with --job.");
        return plan;
    }

    private static IReadOnlyList<ResourceId> ChangedBy(VerbReport plan, string file) => plan.Summary.GetValueOrDefault("changes") is IEnumerable<object?> changes
        ? [.. changes.Select(c => c is IReadOnlyDictionary<string, object?> change && change.GetValueOrDefault("resource") is string resource && ResourceId.TryParse(resource) is { } id ? id : throw Unreadable(file))]
        : throw Unreadable(file);

    private static VerbFailedException Unreadable(string file) => new(1, $"{file} does not list its changes as 'orchestrator plan --format json' does: write it anew with this version.");

    private static Duration? Length(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DurationText.TryRead(text) is { } length && length > Duration.Zero) return length;
        result.AddError($"--wait '{text}' is not a length of time: write it as 2h or 30m.");
        return null;
    }
}
