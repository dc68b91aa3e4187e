using System.Text;

namespace Orchestrator.Pulumi.Tests;

/// <summary>A text as Pulumi's YAML runtime reads it: <c>$$</c> is a dollar, <c>${...}</c> a reference, any other dollar stays.</summary>
internal abstract record RuntimeText
{
    public sealed record Literal(string Characters) : RuntimeText;

    public sealed record Reference(string Path) : RuntimeText;

    /// <summary>The parts; null when a reference is not closed.</summary>
    public static IReadOnlyList<RuntimeText>? Read(string text)
    {
        var parts = new List<RuntimeText>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] == '$' && next == '$')
            {
                literal.Append('$');
                at++;
            }
            else if (text[at] == '$' && next == '{')
            {
                var end = text.IndexOf('}', at);
                if (end < 0) return null;
                if (literal.Length > 0) parts.Add(new Literal(literal.ToString()));
                literal.Clear();
                parts.Add(new Reference(text[(at + 2)..end]));
                at = end;
            }
            else literal.Append(text[at]);
        }
        if (literal.Length > 0) parts.Add(new Literal(literal.ToString()));
        return parts;
    }

    /// <summary>The text as a stack gives it, with every reference to the configuration replaced.</summary>
    public static string Evaluate(string text, string project) => string.Concat(Read(text)!.Select(p => p switch
    {
        Literal literal => literal.Characters,
        Reference { Path: "project" } => project,
        _ => throw new InvalidOperationException($"{p} is not a configuration key"),
    }));
}
