using System.CommandLine;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator up</c>: carries out the plan, in dependency order, journaled.</summary>
internal static class UpVerb
{
    private static readonly Option<string[]> AllowDestroy = new("--allow-destroy")
    {
        Description = "Permit a destructive change by the name of its resource, for example table/st_dim_v2.dim_jobs; may be repeated.",
        HelpName = "resource",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Direct = new("--direct") { Description = "Apply to gcp from here. Without it gcp is deployed by 'synth' and 'pulumi up'." };

    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "up",
        "Change the target until it equals the declaration. Journaled: a run that was cut short is finished by the next.",
        (session, parsed, cancellation) => RunAsync(session, new HashSet<string>(parsed.GetValue(AllowDestroy) ?? [], StringComparer.Ordinal), parsed.GetValue(Direct), cancellation),
        AllowDestroy,
        Direct);

    public static async Task<VerbReport> RunAsync(Session session, IReadOnlySet<string> permitted, bool direct, CancellationToken cancellation)
    {
        if (session.Options.Target == Target.Gcp && !direct)
            throw new VerbFailedException(1, "On gcp the road is 'orchestrator synth' and 'pulumi up'; add --direct to apply from this machine instead.");
        using var journal = ApplyJournal.Open(session.JournalFolder);
        if (journal.Interrupted is { } interrupted) session.Terminal.Progress($"the last run was cut short at '{interrupted}'; this one reads the target again and finishes it");

        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        var plan = compared.Plan;
        if (plan.Unobserved.Count > 0) return ChangeReport.CouldNotObserve(session, "up", plan);
        var refused = plan.Changes.Where(c => c.Effect == ChangeEffect.Destructive && !permitted.Contains(c.Id.ToString())).ToList();
        if (refused.Count > 0) return ChangeReport.Refused(session, plan, refused);

        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        for (var step = 0; step < plan.Changes.Count; step++)
        {
            // Between two changes is a good place to stop; in the middle of one is not.
            cancellation.ThrowIfCancellationRequested();
            var change = plan.Changes[step];
            session.Terminal.Progress($"{step + 1}/{plan.Changes.Count} {ChangeReport.Verb(change)} {change.Id}");
            journal.Begin(change);
            await cloud.ApplyAsync(change, CancellationToken.None).ConfigureAwait(false);
            journal.End(change);
        }

        var left = plan.Changes.Count == 0 ? plan : (await session.CompareAsync(cancellation).ConfigureAwait(false)).Plan;
        if (left.Unobserved.Count > 0) return ChangeReport.NotSeenAfterwards(session, plan, left);
        if (!left.IsEmpty) return ChangeReport.NotConverged(session, left);
        AppliedStates.Write(session.JournalFolder, compared.Desired);
        // Before the journal is emptied: a run that is cut short in between leaves both. The local cloud's clock stands still while it is changed.
        if (journal.Begun.Count > 0) new Deployment(session.Options.Target == Target.Gcp ? session.Terminal.WallClock() : session.Now, [.. journal.Begun]).Write(session.JournalFolder);
        journal.Finish();
        return ChangeReport.Applied(session, plan);
    }
}
