using System.Text;

namespace Orchestrator.Pulumi;

/// <summary>Writes a value as JSON that Pulumi's YAML runtime reads back exactly: two spaces, LF, the members in their order.</summary>
internal static class ProgramWriter
{
    // The runtime reads every number as a double.
    private const long GreatestExact = 1L << 53;

    /// <summary>The document, with a final line end.</summary>
    public static string Write(ProgramValue value)
    {
        var json = new StringBuilder();
        Write(json, value, "\n");
        return json.Append('\n').ToString();
    }

    private static void Write(StringBuilder json, ProgramValue value, string line)
    {
        switch (value)
        {
            case ProgramValue.Text text: json.Append(ProgramText.Quote(text)); break;
            case ProgramValue.Flag flag: json.Append(flag.Value ? "true" : "false"); break;
            case ProgramValue.Number number: json.Append(Exact(number.Value)); break;
            case ProgramValue.List list: Write(json, list, line); break;
            case ProgramValue.Map map: Write(json, map, line); break;
            case ProgramValue.Function function: WriteMembers(json, [(function.Name, function.Argument)], line); break;
            default: throw new InvalidOperationException($"a program has no value of type {value.GetType().Name}");
        }
    }

    private static long Exact(long number) => Math.Abs(number) <= GreatestExact
        ? number
        : throw new PulumiProgramException($"The number {number} is beyond 2^53, where Pulumi no longer keeps whole numbers exactly: declare a smaller one.");

    private static void Write(StringBuilder json, ProgramValue.List list, string line)
    {
        var separator = "[";
        foreach (var item in list.Items)
        {
            json.Append(separator).Append(line).Append("  ");
            Write(json, item, line + "  ");
            separator = ",";
        }
        json.Append(list.Items.IsEmpty ? "[]" : line + "]");
    }

    private static void Write(StringBuilder json, ProgramValue.Map map, string line)
    {
        var members = map.Members.Where(m => m.Value is not null).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in members)
        {
            if (!names.Add(name)) throw new PulumiProgramException($"Two things would be called '{name}' in the Pulumi program: rename one of them.");
            if (name.StartsWith("fn::", StringComparison.OrdinalIgnoreCase))
                throw new PulumiProgramException($"'{name}' cannot be a name: Pulumi reads names that begin with fn:: as function calls; rename it.");
        }
        WriteMembers(json, members, line);
    }

    private static void WriteMembers(StringBuilder json, List<(string Name, ProgramValue? Value)> members, string line)
    {
        var separator = "{";
        foreach (var (name, value) in members)
        {
            json.Append(separator).Append(line).Append("  ").Append(ProgramText.QuoteKey(name)).Append(": ");
            Write(json, value!, line + "  ");
            separator = ",";
        }
        json.Append(members.Count == 0 ? "{}" : line + "}");
    }
}
