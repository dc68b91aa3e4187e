namespace Orchestrator.Drift;

/// <summary>What a code of a drift finding means; docs/findings.md lists the same, which a test holds.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">A few words.</param>
/// <param name="Counts">Whether one of them makes a verb end with exit code 2; advice does not.</param>
public sealed record DriftFact(string Code, string Title, bool Counts = true);

/// <summary>The codes of drift findings.</summary>
public static class FindingFacts
{
    /// <summary>A property of a live resource is not what is declared.</summary>
    public const string Changed = "DRIFT001";

    /// <summary>A declared resource does not exist.</summary>
    public const string Missing = "DRIFT002";

    /// <summary>A live resource that nobody declares.</summary>
    public const string Unmanaged = "DRIFT003";

    /// <summary>Something could not be read: unknown is never green.</summary>
    public const string Unobserved = "DRIFT004";

    /// <summary>Two texts could not be compared by meaning.</summary>
    public const string Uncertain = "DRIFT005";

    /// <summary>A pause whose expiry has passed.</summary>
    public const string PauseExpired = "DRIFT006";

    /// <summary>A job is paused, and declared enabled.</summary>
    public const string Paused = "DRIFT007";

    /// <summary>A job runs, and is declared paused.</summary>
    public const string RunsThoughPaused = "DRIFT008";

    /// <summary>A job was not attempted by the deadline of a fire.</summary>
    public const string MissedRun = "DRIFT009";

    /// <summary>The last attempt of a job failed, or was never answered.</summary>
    public const string Failing = "DRIFT010";

    /// <summary>A job was never attempted, though fires of it are past their deadline.</summary>
    public const string NeverRan = "DRIFT011";

    /// <summary>The last attempt of a job belongs to no fire of its schedule.</summary>
    public const string OffSchedule = "DRIFT012";

    /// <summary>Cloud Scheduler says DISABLED or UPDATE_FAILED.</summary>
    public const string NotWell = "DRIFT013";

    /// <summary>An HTTP target is called without a token.</summary>
    public const string NoToken = "DRIFT014";

    /// <summary>The path of a target names another job.</summary>
    public const string OtherTarget = "DRIFT015";

    /// <summary>A mute whose expiry has passed.</summary>
    public const string MuteExpired = "DRIFT016";

    /// <summary>A mute that no finding needs.</summary>
    public const string MuteUnused = "DRIFT017";

    /// <summary>The last attempt failed and the next one is a retry.</summary>
    public const string Retrying = "DRIFT018";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<DriftFact> All { get; } =
    [
        new(Changed, "a property differs"),
        new(Missing, "a declared resource is missing"),
        new(Unmanaged, "a live resource is not declared"),
        new(Unobserved, "something could not be read"),
        new(Uncertain, "two texts could not be compared"),
        new(PauseExpired, "a pause has expired"),
        new(Paused, "a job is paused, though declared enabled"),
        new(RunsThoughPaused, "a job runs, though declared paused"),
        new(MissedRun, "a job missed a run"),
        new(Failing, "a job is failing"),
        new(NeverRan, "a job never ran"),
        new(OffSchedule, "an attempt off schedule", Counts: false),
        new(NotWell, "Cloud Scheduler says that a job is not well"),
        new(NoToken, "a target is called without a token"),
        new(OtherTarget, "a target names another job", Counts: false),
        new(MuteExpired, "a mute has expired"),
        new(MuteUnused, "a mute matches nothing"),
        new(Retrying, "a failed run is being retried", Counts: false),
    ];

    /// <summary>Whether a finding makes a verb end with exit code 2: it is not muted, and more than advice.</summary>
    public static bool Counts(Model.Finding finding) => finding.Muted is null && (All.FirstOrDefault(f => f.Code == finding.Code)?.Counts ?? true);
}
