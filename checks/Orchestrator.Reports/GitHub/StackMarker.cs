using System.Text;

namespace Orchestrator.Reports;

/// <summary>The hidden first line by which a stack's comment is found again.</summary>
public static class StackMarker
{
    /// <summary><c>&lt;!-- orchestrator:stack=NAME --&gt;</c>. Two names never give one marker, and none can end the HTML comment.</summary>
    public static string Of(string stack)
    {
        var name = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(stack))
        {
            var c = (char)b;
            var plain = char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' || (c == '-' && name.Length > 0 && name[^1] != '-');
            if (plain) name.Append(c);
            else name.Append('%').Append(b.ToString("X2"));
        }

        return $"<!-- orchestrator:stack={name} -->";
    }

    /// <summary>Whether a comment's text begins with the marker.</summary>
    public static bool Marks(string marker, string body) => body.StartsWith(marker, StringComparison.Ordinal) && (body.Length == marker.Length || body[marker.Length] is '\n' or '\r');
}
