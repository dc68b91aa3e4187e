using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What to do about a finding: an exact command where one is right, else a sentence.</summary>
internal sealed class Remedies(DriftEvidence evidence)
{
    private readonly Pipeline pipeline = evidence.Analyzed.Pipeline;

    /// <summary>Sets a resource back to its declaration.</summary>
    public string Up => evidence.Local
        ? $"orchestrator up {pipeline.Name}{Project}"
        : $"orchestrator synth {pipeline.Name}, then pulumi up; or orchestrator up {pipeline.Name} --target gcp --direct{Project}";

    /// <summary>Looks again.</summary>
    public string Again => $"Mend what the service says, then: orchestrator drift {pipeline.Name}{Target}{Project}";

    /// <summary>Asks which run would catch up.</summary>
    public string CatchUp => $"orchestrator drift {pipeline.Name}{Target}{Project} --fix propose";

    /// <summary>Lets a job fire again; on a local Google, <c>up</c> does that.</summary>
    public string Resume(Job job) => evidence.Local ? Up : Gcloud("resume", job);

    /// <summary>Pauses a job as declared.</summary>
    public string Pause(Job job) => evidence.Local ? Up : Gcloud("pause", job);

    /// <summary>Starts a run now.</summary>
    public string Run(Job job) => evidence.Local ? CatchUp : Gcloud("run", job);

    /// <summary>Shows what the service logged of a job.</summary>
    public string Logs(Job job) => evidence.Local
        ? $"Look at what the target of {job.Name} logged."
        : $"gcloud logging read 'resource.type=\"cloud_scheduler_job\" AND resource.labels.job_id=\"{job.Name}\"' --project={evidence.Project} --limit=20";

    private string Gcloud(string verb, Job job) => $"gcloud scheduler jobs {verb} {job.Name} --location={pipeline.SchedulerLocation} --project={evidence.Project}";

    private string Target => evidence.Local ? "" : " --target gcp";

    private string Project => evidence.Project == pipeline.Project ? "" : $" --project {evidence.Project}";
}
