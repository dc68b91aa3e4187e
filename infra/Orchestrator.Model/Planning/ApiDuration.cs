using NodaTime;

namespace Orchestrator.Model;

/// <summary>Durations as Google's APIs write them, in the one canonical form that states compare: <c>180s</c>, <c>5.5s</c>.</summary>
public static class ApiDuration
{
    /// <summary>Seconds without trailing zeros, with the unit.</summary>
    public static string Write(Duration duration) =>
        $"{((decimal)duration.ToBigIntegerNanoseconds() / 1_000_000_000m):0.#########}s";

    /// <summary>Reads <c>5s</c>, <c>5.0s</c> or <c>5.500s</c>; null when the text is something else.</summary>
    public static Duration? TryRead(string text) =>
        text.EndsWith('s') && decimal.TryParse(text[..^1], System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign, null, out var seconds)
            ? Duration.FromNanoseconds((long)(seconds * 1_000_000_000m))
            : null;
}
