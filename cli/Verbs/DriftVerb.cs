using System.CommandLine;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Pulumi;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator drift</c>: what differs between declared and live, what jobs did not do, and what follows from it.</summary>
internal static class DriftVerb
{
    private static readonly Option<string?> PreviewFile = new("--pulumi-preview") { Description = "A recorded 'pulumi preview --refresh --json' whose changes are merged into the report.", HelpName = "file" };

    private static readonly Option<bool> Preview = new("--pulumi") { Description = "Run 'pulumi preview --refresh --expect-no-changes --json' in infra/ and merge its changes." };

    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "drift",
        "Find what differs between the declaration and the target and which runs are missing, explained by consequence. Changes nothing without --fix auto.",
        async (session, parsed, cancellation) =>
        {
            var preview = await PreviewAsync(session, parsed.GetValue(PreviewFile), parsed.GetValue(Preview), cancellation).ConfigureAwait(false);
            return await HealingRun.RunAsync(session, parsed, (run, stop) => RunAsync(run, preview, stop), cancellation).ConfigureAwait(false);
        },
        [PreviewFile, Preview, .. HealingOptions.All]);

    public static Task<VerbReport> RunAsync(Session session, CancellationToken cancellation) => RunAsync(session, preview: null, cancellation);

    /// <summary>Looks once and reports, with the changes of a preview merged into it.</summary>
    public static async Task<VerbReport> RunAsync(Session session, PulumiPreview? preview, CancellationToken cancellation)
    {
        var evidence = await ObserveAsync(session, cancellation).ConfigureAwait(false);
        return DriftReport.Of(session, evidence, Find(evidence, preview));
    }

    /// <summary>The findings of drift, and of a preview when there is one.</summary>
    public static IReadOnlyList<Finding> Find(DriftEvidence evidence, PulumiPreview? preview) => preview is null
        ? DriftFinder.Find(evidence)
        : DriftFinder.Judge(evidence, PreviewMerge.Of(evidence.Analyzed.Pipeline, DriftFinder.Collect(evidence), preview));

    /// <summary>Looks at the target once.</summary>
    public static async Task<DriftEvidence> ObserveAsync(Session session, CancellationToken cancellation)
    {
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        return new()
        {
            Analyzed = session.Analyzed,
            Project = session.Project,
            Local = session.Options.Target == Target.Local,
            Desired = compared.Desired,
            Observed = compared.Observed,
            Plan = compared.Plan,
            // Consequences need the stale windows of a day, not a proof of ten years: one year shows every rule for clocks.
            LiveOrder = LiveOrder.Prove(session.Analyzed, compared.Observed, new ProofHorizon(session.Now, session.Now + Duration.FromDays(366))),
            Now = session.Now,
        };
    }

    private static async Task<PulumiPreview?> PreviewAsync(Session session, string? file, bool run, CancellationToken cancellation)
    {
        if (file is not null) return await PulumiCli.ReadAsync(file, session.Terminal.Folder, cancellation).ConfigureAwait(false);
        if (!run) return null;
        session.Terminal.Progress("asking Pulumi for a preview");
        var infra = Path.Combine(session.Terminal.Folder, "infra");
        return await PulumiCli.RunAsync(File.Exists(Path.Combine(infra, "Pulumi.yaml")) ? infra : session.Terminal.Folder, Environment.GetEnvironmentVariable("PATH"), cancellation).ConfigureAwait(false);
    }
}
