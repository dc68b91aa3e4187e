using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's rules for labels.</summary>
internal static class Labels
{
    private const int Longest = 63;

    /// <summary>Refuses labels that BigQuery refuses: keys begin with a letter; keys and values are lower case, digits, _ and -, at most 63.</summary>
    public static void Check(JsonObject resource)
    {
        foreach (var (key, value) in resource["labels"] as JsonObject ?? [])
        {
            if (key.Length is 0 or > Longest || !char.IsLower(key[0]) || !key.All(Allowed))
                throw Failures.Invalid($"Label key \"{key}\" has invalid characters or length: begin with a letter; use lower case, digits, '_' and '-', at most {Longest}.");
            var text = value?.ToString() ?? "";
            if (text.Length > Longest || !text.All(Allowed))
                throw Failures.Invalid($"Label value \"{text}\" of \"{key}\" has invalid characters or length: use lower case, digits, '_' and '-', at most {Longest}.");
        }
    }

    private static bool Allowed(char c) => c is '_' or '-' || char.IsDigit(c) || (char.IsLetter(c) && !char.IsUpper(c));
}
