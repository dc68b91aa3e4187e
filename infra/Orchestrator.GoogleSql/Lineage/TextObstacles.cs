using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>What stands against a materialized view and shows in the text alone: names that no catalog of declared tables and built-in functions has.</summary>
internal static class TextObstacles
{
    // Groups of BigQuery's own functions: NET.HOST, SAFE.SUBSTR, HLL_COUNT.INIT.
    private static readonly HashSet<string> OwnGroups = new(StringComparer.OrdinalIgnoreCase) { "SAFE", "NET", "HLL_COUNT", "KEYS", "AEAD", "BQ" };

    private static readonly HashSet<string> ModelGroups = new(StringComparer.OrdinalIgnoreCase) { "ML", "AI" };

    /// <summary>The obstacles, each once.</summary>
    public static IReadOnlyList<MaterializedObstacle> In(string sql)
    {
        List<SqlToken> tokens = [.. SqlToken.Read(sql).Where(t => t.Kind is not SqlTokenKind.Comment)];
        var found = new List<MaterializedObstacle>();
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && Is(tokens, at + 1, "(") && Path(tokens, at) is [_, _, ..] path) Called(path, found);
            if (token.Text == "@" && Is(tokens, at + 1, "@") && at + 2 < tokens.Count) found.Add(new(MaterializedObstacleKind.SystemVariable, $"@@{tokens[at + 2].Text}"));
            if (token.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && IsServiceView(token.Text)) found.Add(new(MaterializedObstacleKind.ServiceView, string.Join('.', Path(tokens, at).Concat(Following(tokens, at)))));
            if (token.Kind is SqlTokenKind.QuotedName && token.Text.EndsWith("*`", StringComparison.Ordinal)) found.Add(new(MaterializedObstacleKind.WildcardTable, token.Text.Trim('`')));
        }

        return [.. found.Distinct()];
    }

    private static void Called(IReadOnlyList<string> path, List<MaterializedObstacle> found)
    {
        if (path.Count == 2 && OwnGroups.Contains(path[0])) return;
        found.Add(new(path.Count == 2 && ModelGroups.Contains(path[0]) ? MaterializedObstacleKind.ModelFunction : MaterializedObstacleKind.UserFunction, string.Join('.', path)));
    }

    private static bool IsServiceView(string name) =>
        name.Trim('`').Split('.').Any(part => part.Equals("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase) || (part.StartsWith("__", StringComparison.Ordinal) && part.EndsWith("__", StringComparison.Ordinal)));

    // The dotted name that ends at a token: `p.d.f`, `p`.d.f, my-project.d.f.
    private static List<string> Path(List<SqlToken> tokens, int last)
    {
        var parts = new List<string>();
        for (var at = last; ; at -= 2)
        {
            parts.InsertRange(0, tokens[at].Text.Trim('`').Split('.'));
            if (at < 2 || tokens[at - 1].Text != "." || tokens[at - 2].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)) return parts;
        }
    }

    private static IEnumerable<string> Following(List<SqlToken> tokens, int at) =>
        Is(tokens, at + 1, ".") && at + 2 < tokens.Count ? [tokens[at + 2].Text.Trim('`')] : [];

    private static bool Is(List<SqlToken> tokens, int at, string text) => at < tokens.Count && tokens[at].Text == text;
}
