using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Engine.Values;

/// <summary>GoogleSQL's JSON values as canonical text: members by name, numbers in their shortest form, no white space.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 500 };

    /// <summary>The canonical text of a JSON text; null when it is not JSON.</summary>
    public static string? Canonical(string text)
    {
        using var document = TryParse(text);
        return document is null ? null : Of(document.RootElement);
    }

    public static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Deep);
        }
        catch (JsonException)
        {
            // Not JSON is an answer here: the functions turn it into NULL or an error of their own.
            return null;
        }
    }

    public static string Of(JsonElement element, bool sorted = true)
    {
        var text = new StringBuilder();
        Write(text, element, sorted);
        return text.ToString();
    }

    /// <summary>A text as a JSON string: only what must be escaped is.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }

    private static void Write(StringBuilder text, JsonElement element, bool sorted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                // The first of several members of the same name counts.
                var members = element.EnumerateObject().DistinctBy(m => m.Name);
                List(text, '{', '}', sorted ? members.OrderBy(m => m.Name, StringComparer.Ordinal) : members, member =>
                {
                    text.Append(Quote(member.Name)).Append(':');
                    Write(text, member.Value, sorted);
                });
                break;
            case JsonValueKind.Array: List(text, '[', ']', element.EnumerateArray(), item => Write(text, item, sorted)); break;
            case JsonValueKind.Number: text.Append(sorted ? Number(element) : element.GetRawText()); break;
            case JsonValueKind.String: text.Append(Quote(element.GetString()!)); break;
            default: text.Append(element.GetRawText()); break;
        }
    }

    private static void List<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            write(item);
        }
        text.Append(close);
    }

    private static string Number(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole.ToString(CultureInfo.InvariantCulture);
        if (element.TryGetUInt64(out var large)) return large.ToString(CultureInfo.InvariantCulture);
        var value = element.GetDouble();
        var text = Floats.Text(value);
        if (!NumberText.Same(element.GetRawText(), text)) throw new EvaluationException($"Input number: {element.GetRawText()} cannot round-trip through string representation");
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? text + ".0" : text;
    }
}
