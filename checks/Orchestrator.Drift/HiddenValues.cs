using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Values that no report may show: headers that carry a password, a key or a token (R147).</summary>
internal static class HiddenValues
{
    private const string Headers = "httpTarget.headers.";
    private static readonly string[] Secret = ["authorization", "cookie", "key", "token", "secret", "password", "credential"];

    /// <summary>The difference as it may be shown; that there is one is still told.</summary>
    public static PropertyDifference Of(PropertyDifference difference) => IsSecret(difference.Property)
        ? difference with { Declared = Hide(difference.Declared), Live = Hide(difference.Live) }
        : difference;

    private static bool IsSecret(string property) =>
        property.StartsWith(Headers, StringComparison.Ordinal) && Secret.Any(word => property.AsSpan(Headers.Length).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Hide(string? value) => value is null ? null : "(hidden)";
}
