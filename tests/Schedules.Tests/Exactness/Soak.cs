using System.Globalization;

namespace Schedules.Tests;

/// <summary>How many times the usual number of random cases is asked for: the environment variable ORCHESTRATOR_SOAK, 1 when it is not set.</summary>
internal static class Soak
{
    public static int Times { get; } = Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK") is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : 1;
}
