using System.Globalization;

namespace Benchmarks;

/// <summary>What is asked for on the command line.</summary>
public sealed record Options
{
    /// <summary>How it is used.</summary>
    public const string Usage = """
        Usage: benchmarks [--format text|json] [--write FILE --date YYYY-MM-DD] [--jobs N] [--edges N] [--rows N] [--repetitions N] [--only NAME] [--gate]

          --format       text (default) or json on standard output
          --write        rewrites the tables of a page between its markers; needs the date
          --jobs         jobs of the fleet, 10000 by default
          --edges        random edges, 10000 by default
          --rows         of each of two compared tables, 10000000 by default
          --repetitions  of each measurement after warm-up, 5 by default
          --only         one measurement by the beginning of its name, such as drift; not with --write
          --gate         exit code 2 when a goal is missed
        """;

    /// <summary>Standard output is JSON.</summary>
    public bool Json { get; private init; }

    /// <summary>The page to rewrite, or null.</summary>
    public string? Write { get; private init; }

    /// <summary>The date of the run, as it goes into the page.</summary>
    public string? Date { get; private init; }

    /// <summary>Jobs of the fleet.</summary>
    public int Jobs { get; private init; } = 10_000;

    /// <summary>Random edges.</summary>
    public int Edges { get; private init; } = 10_000;

    /// <summary>Rows of each of two compared tables.</summary>
    public int Rows { get; private init; } = 10_000_000;

    /// <summary>Of each measurement.</summary>
    public int Repetitions { get; private init; } = 5;

    /// <summary>The beginning of the name of the one measurement that is wanted; null for all.</summary>
    public string? Only { get; private init; }

    /// <summary>A missed goal is exit code 2.</summary>
    public bool Gate { get; private init; }

    /// <summary>Reads the arguments; what cannot be read is an <see cref="ArgumentException"/> that says how to write it.</summary>
    public static Options Of(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{name} needs a value.", nameof(arguments));
            options = name switch
            {
                "--gate" => options with { Gate = true },
                "--format" => options with { Json = Value() switch { "json" => true, "text" => false, var other => throw new ArgumentException($"'{other}' is not a format: write text or json.", nameof(arguments)) } },
                "--only" => options with { Only = Value() },
                "--write" => options with { Write = Value() },
                "--date" => options with { Date = DateOnly.ParseExact(Value(), "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
                "--jobs" => options with { Jobs = Number(name, Value()) },
                "--edges" => options with { Edges = Number(name, Value()) },
                "--rows" => options with { Rows = Number(name, Value()) },
                "--repetitions" => options with { Repetitions = Number(name, Value()) },
                _ => throw new ArgumentException($"'{name}' is not an option.", nameof(arguments)),
            };
        }

        return options.Write is null || options.Date is not null ? options : throw new ArgumentException("--write needs the date of the run: --date YYYY-MM-DD.", nameof(arguments));
    }

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ArgumentException($"{name} needs a whole number from 1, not '{text}'.", nameof(text));
}
