using System.Globalization;
using System.Text.Json;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Functions;

/// <summary>GoogleSQL's JSONPath: <c>$</c>, <c>.name</c>, <c>."quoted"</c>, <c>['quoted']</c>, <c>[0]</c>.</summary>
internal static class JsonPath
{
    public static JsonElement? Find(JsonElement root, string path)
    {
        var current = root;
        foreach (var step in Steps(path))
        {
            if (step is string name)
            {
                if (current.ValueKind == JsonValueKind.Object && First(current, name) is { } member) current = member;
                else if (current.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < current.GetArrayLength()) current = current[at];
                else return null;
            }
            else if (current.ValueKind == JsonValueKind.Array && (int)step < current.GetArrayLength()) current = current[(int)step];
            else return null;
        }
        return current;
    }

    private static JsonElement? First(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
            if (member.NameEquals(name)) return member.Value;
        return null;
    }

    private static List<object> Steps(string path)
    {
        if (path.Length == 0 || path[0] != '$') throw Invalid(path);
        var steps = new List<object>();
        for (var i = 1; i < path.Length;)
        {
            if (path[i] == '.')
            {
                i++;
                if (i < path.Length && path[i] == '"') steps.Add(Quoted(path, ref i, '"'));
                else
                {
                    var end = path.AsSpan(i).IndexOfAny('.', '[');
                    var name = end < 0 ? path[i..] : path[i..(i + end)];
                    if (name.Length == 0 || name == "*") throw Invalid(path);
                    steps.Add(name);
                    i += name.Length;
                }
            }
            else if (path[i] == '[')
            {
                i++;
                while (i < path.Length && path[i] == ' ') i++;
                if (i < path.Length && path[i] is '\'' or '"') steps.Add(Quoted(path, ref i, path[i]));
                else
                {
                    var start = i;
                    while (i < path.Length && char.IsAsciiDigit(path[i])) i++;
                    steps.Add(int.TryParse(path.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Invalid(path));
                }
                while (i < path.Length && path[i] == ' ') i++;
                if (i >= path.Length || path[i++] != ']') throw Invalid(path);
            }
            else throw Invalid(path);
        }
        return steps;
    }

    private static string Quoted(string path, ref int i, char quote)
    {
        var name = new System.Text.StringBuilder();
        for (i++; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length) name.Append(path[++i]);
            else if (path[i] == quote)
            {
                i++;
                return name.ToString();
            }
            else name.Append(path[i]);
        }
        throw Invalid(path);
    }

    private static EvaluationException Invalid(string path) => new($"Invalid token in JSONPath at: {path}");
}
