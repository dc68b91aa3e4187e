namespace Orchestrator.Cli;

/// <summary>Exit codes in the order of how bad they are: 0 clean, 2 findings, 3 could not observe, 1 a mistake or a failure.</summary>
internal static class ExitCodes
{
    /// <summary>The worst of some; 0 of none.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.DefaultIfEmpty(0).MaxBy(Rank);

    private static int Rank(int code) => code switch { 0 => 0, 2 => 1, 3 => 2, _ => 3 };
}
