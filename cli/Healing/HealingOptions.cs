using System.CommandLine;

namespace Orchestrator.Cli;

/// <summary>What <c>--fix</c> does.</summary>
internal enum Fix
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Prints the steps and the commands, changes nothing.</summary>
    Propose,

    /// <summary>Carries out the allowed steps, at most as many as permitted.</summary>
    Auto,
}

/// <summary>The flags of <c>drift</c> that heal.</summary>
internal static class HealingOptions
{
    private const int MostFixes = 1000;

    private static readonly Option<Fix> FixOption = new("--fix")
    {
        Description = "off (default), propose (print what would heal it, with commands) or auto (do it, within limits, audited; a declared pause is never resumed).",
        HelpName = "off|propose|auto",
        CustomParser = CommonOptions.Choice<Fix>,
    };

    private static readonly Option<int> MaxFixes = WholeNumber.Option(["--max-fixes"], 0, MostFixes, 10, "How many steps --fix auto carries out at most, the largest consequence first. Default: 10.");

    private static readonly Option<string[]> Confirm = new("--confirm")
    {
        Description = "Permit a step that deletes something or loses values, by the name of its resource: table/st_dim_v2.dim_jobs; may be repeated.",
        HelpName = "resource",
        DefaultValueFactory = _ => [],
    };

    /// <summary>All of them, for the verb.</summary>
    public static Option[] All { get; } = [FixOption, MaxFixes, Confirm];

    /// <summary>What the user wrote.</summary>
    public static (Fix Fix, Drift.HealingPolicy Policy) Read(ParseResult parsed) => (
        parsed.GetValue(FixOption),
        new() { MaxFixes = parsed.GetValue(MaxFixes), Confirmed = new HashSet<string>(parsed.GetValue(Confirm) ?? [], StringComparer.Ordinal) });
}
