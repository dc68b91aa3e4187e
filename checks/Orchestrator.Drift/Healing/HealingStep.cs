using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>The kinds of healing.</summary>
public enum HealingKind
{
    /// <summary>A job that is declared enabled and was paused by nobody's declaration runs again.</summary>
    Resume,

    /// <summary>A job that is declared paused and runs is paused again.</summary>
    Pause,

    /// <summary>Properties are set back in place.</summary>
    Patch,

    /// <summary>Something declared that is not there is created.</summary>
    Create,

    /// <summary>Something is deleted and created as declared: needs a confirmation that names it.</summary>
    Replace,
}

/// <summary>One step of healing: what it does, why, and whether it is allowed.</summary>
public sealed record HealingStep
{
    /// <summary>What is carried out; muted properties are not in it.</summary>
    public required Change Change { get; init; }

    /// <summary>The resource that it touches, and the only one.</summary>
    public ResourceId Resource => Change.Id;

    /// <summary>Its kind.</summary>
    public required HealingKind Kind { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Does { get; init; }

    /// <summary>Why it is needed, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Why it is not allowed, in one sentence; null when it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it may be carried out.</summary>
    public bool Allowed => Refusal is null;

    /// <summary>The commands that do the same by hand, ready for a shell.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>The resources whose steps must have succeeded before this one.</summary>
    public IReadOnlyList<ResourceId> After { get; init; } = [];

    /// <summary>How many tables, views, checks and flows depend on the resource: the largest is healed first. 0 for a mere description or label.</summary>
    public required int Readers { get; init; }
}

/// <summary>What healing may do.</summary>
public sealed record HealingPolicy
{
    /// <summary>How many steps one run carries out at most. Default: 10.</summary>
    public int MaxFixes { get; init; } = 10;

    /// <summary>The resources (<c>table/dataset.name</c>) whose replacement or loss of data is confirmed by name. Default: none.</summary>
    public IReadOnlySet<string> Confirmed { get; init; } = new HashSet<string>();

    /// <summary>The flags that a command of this product needs to mean the same target, with a space before each. Default: none.</summary>
    public string Flags { get; init; } = "";
}

/// <summary>The steps that would heal a difference.</summary>
/// <param name="Steps">All of them, in dependency order, allowed or not.</param>
/// <param name="Chosen">Those that one run carries out: allowed, at most as many as the policy permits, the largest consequence first, each after what it needs.</param>
public sealed record HealingPlan(IReadOnlyList<HealingStep> Steps, IReadOnlyList<HealingStep> Chosen)
{
    /// <summary>For every job that is declared enabled and has missed runs, what brings their data back, by job.</summary>
    public IReadOnlyList<CatchUpAdvice> CatchUps { get; init; } = [];

    /// <summary>The steps that are not carried out, in dependency order.</summary>
    public IReadOnlyList<HealingStep> Left => [.. Steps.Except(Chosen)];
}
