namespace Orchestrator.Model;

/// <summary>
/// What a routine does and with what: its parts as the API takes them, and the whole as one statement (<see cref="Statement"/>), which is the
/// property that is compared, because a body alone means nothing without its arguments.
/// </summary>
public sealed record RoutineDefinition
{
    /// <summary>The language that a pipeline can declare.</summary>
    public const string Sql = "SQL";

    /// <summary><c>dataset.name</c>.</summary>
    public required string Path { get; init; }

    /// <summary>As the API spells it: <c>SCALAR_FUNCTION</c>, <c>TABLE_VALUED_FUNCTION</c>, <c>PROCEDURE</c> or <c>AGGREGATE_FUNCTION</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The language of the body. Default: SQL.</summary>
    public string Language { get; init; } = Sql;

    /// <summary>The arguments, in order.</summary>
    public IReadOnlyList<RoutineArgument> Arguments { get; init; } = [];

    /// <summary>The type that a function returns; null when it is inferred.</summary>
    public string? Returns { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>The lines of <see cref="Statement"/> before the body.</summary>
    public int LinesBefore => HasOwnBegin ? 1 : Type == "PROCEDURE" ? 2 : 1;

    /// <summary>The statement that would create it, without its project. The body has lines of its own.</summary>
    public string Statement
    {
        get
        {
            var body = SqlToken.WithoutEnd(Body);
            var name = SqlIdentifier.Quote(Path);
            var arguments = string.Join(", ", Arguments.Select(Write));
            var returns = Returns is null ? "" : $" RETURNS {Returns}";
            if (Language != Sql) return $"CREATE FUNCTION {name}({arguments}){returns} LANGUAGE {Language} AS r'''\n{Body}\n'''";
            return Type switch
            {
                "PROCEDURE" => HasOwnBegin ? $"CREATE PROCEDURE {name}({arguments})\n{body}" : $"CREATE PROCEDURE {name}({arguments})\nBEGIN\n{body};\nEND",
                "TABLE_VALUED_FUNCTION" => $"CREATE TABLE FUNCTION {name}({arguments}) AS\n{body}",
                "AGGREGATE_FUNCTION" => $"CREATE AGGREGATE FUNCTION {name}({arguments}){returns} AS (\n{body}\n)",
                _ => $"CREATE FUNCTION {name}({arguments}){returns} AS (\n{body}\n)",
            };
        }
    }

    private bool HasOwnBegin => Type == "PROCEDURE"
        && SqlToken.Read(Body).FirstOrDefault(t => t.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).Text?.ToUpperInvariant() == "BEGIN";

    /// <summary>The API's word for a kind.</summary>
    public static string TypeOf(RoutineKind kind) => kind switch
    {
        RoutineKind.TableFunction => "TABLE_VALUED_FUNCTION",
        RoutineKind.Procedure => "PROCEDURE",
        _ => "SCALAR_FUNCTION",
    };

    /// <summary>The definition of a declared routine with a body.</summary>
    public static RoutineDefinition Of(Routine routine, string body) => new()
    {
        Path = routine.Path,
        Type = TypeOf(routine.Kind),
        Arguments = [.. routine.Arguments.Select(a => a with { Type = Canonical(a.Type) })],
        Returns = routine.Returns is { } returns ? Canonical(returns) : null,
        Body = SqlToken.WithoutEnd(body).Trim(),
    };

    private static string Canonical(string type) => SqlType.TryParse(type)?.ToString() ?? type.ToUpperInvariant();

    private string Write(RoutineArgument argument)
    {
        var mode = Type != "PROCEDURE" ? "" : argument.Mode switch { ArgumentMode.Out => "OUT ", ArgumentMode.InOut => "INOUT ", _ => "IN " };
        return $"{mode}{SqlIdentifier.Quote(argument.Name)} {argument.Type}";
    }
}
