namespace Orchestrator.Drift;

/// <summary>Words of a command line that a shell takes as they are, whatever they contain.</summary>
internal static class ShellText
{
    /// <summary>The word, in single quotes unless it needs none.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or '@' or ',') ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
