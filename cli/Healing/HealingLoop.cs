using Orchestrator.Drift;
using Orchestrator.Google;

namespace Orchestrator.Cli;

/// <summary>How a step ended.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome"><c>done</c>, <c>failed</c>, or <c>skipped</c> because something that it needs was not healed.</param>
/// <param name="Says">Why it did not end well, or null.</param>
internal sealed record HealedStep(HealingStep Step, string Outcome, string? Says);

/// <summary>Carries out steps one after the other: one that fails stops those that need it, and no others.</summary>
internal static class HealingLoop
{
    /// <summary>Carries them out.</summary>
    /// <param name="steps">The steps, each after those that it needs.</param>
    /// <param name="apply">Carries out one step to its end.</param>
    /// <param name="note">Notes how a step ended, before the next one begins.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static async Task<IReadOnlyList<HealedStep>> RunAsync(IReadOnlyList<HealingStep> steps, Func<HealingStep, Task> apply, Action<HealedStep> note, CancellationToken cancellation)
    {
        var healed = new List<HealedStep>();
        foreach (var step in steps)
        {
            // Between two steps is a good place to stop; in the middle of one is not.
            cancellation.ThrowIfCancellationRequested();
            var below = healed.FirstOrDefault(h => h.Outcome != "done" && step.After.Contains(h.Step.Resource));
            var ended = below is null ? await ApplyAsync(step, apply).ConfigureAwait(false) : new(step, "skipped", $"It needs {below.Step.Resource} first, which was not healed.");
            note(ended);
            healed.Add(ended);
        }
        return healed;
    }

    private static async Task<HealedStep> ApplyAsync(HealingStep step, Func<HealingStep, Task> apply)
    {
        try
        {
            await apply(step).ConfigureAwait(false);
            return new(step, "done", null);
        }
        catch (GoogleException refused)
        {
            return new(step, "failed", refused.Message);
        }
    }
}
