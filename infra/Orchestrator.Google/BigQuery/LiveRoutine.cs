using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A live routine in the form in which declared ones are written.</summary>
internal static class LiveRoutine
{
    private const string AnyType = "ANY TYPE";

    public static ResourceState Of(RoutineResource routine, string name)
    {
        var definition = new RoutineDefinition
        {
            Path = name,
            Type = routine.RoutineType ?? "",
            Language = routine.Language ?? RoutineDefinition.Sql,
            Arguments = [.. (routine.Arguments ?? []).Select(Argument)],
            Returns = routine.ReturnType is { } type ? SqlType.TryRead(type)?.ToString() ?? type.ToJsonString() : null,
            Body = (routine.DefinitionBody ?? "").Trim(),
        };
        var properties = new PropertyDictionaryBuilder();
        properties["routineType"] = definition.Type;
        properties["definition"] = definition.Statement;
        if (definition.Language != RoutineDefinition.Sql) properties["language"] = definition.Language;
        if (!string.IsNullOrEmpty(routine.Description)) properties["description"] = routine.Description;
        return new() { Id = new(ResourceKind.Routine, name), Properties = properties.ToProperties(), Routine = definition };
    }

    /// <summary>The whole resource of a declared routine: there is no patch, an update replaces everything.</summary>
    public static RoutineResource Whole(ResourceState desired, string project)
    {
        var (dataset, name) = TableWriting.Split(desired.Id);
        var definition = desired.Routine ?? throw new ArgumentException($"{desired.Id} has no definition.", nameof(desired));
        return new()
        {
            RoutineReference = new(project, dataset, name),
            RoutineType = definition.Type,
            Language = definition.Language,
            Description = desired.Properties.GetValueOrDefault("description"),
            Arguments = definition.Arguments.Count == 0 ? null : [.. definition.Arguments.Select(a => Argument(a, definition.Type == "PROCEDURE"))],
            ReturnType = definition.Returns is { } returns ? SqlType.TryParse(returns)?.ToJson() : null,
            DefinitionBody = definition.Body,
        };
    }

    private static RoutineArgument Argument(RoutineArgumentResource argument) => new(
        argument.Name ?? "",
        argument.ArgumentKind == "ANY_TYPE" ? AnyType : SqlType.TryRead(argument.DataType)?.ToString() ?? argument.DataType?.ToJsonString() ?? argument.ArgumentKind ?? "",
        argument.Mode switch { "OUT" => ArgumentMode.Out, "INOUT" => ArgumentMode.InOut, _ => ArgumentMode.In });

    private static RoutineArgumentResource Argument(RoutineArgument argument, bool hasMode) => new()
    {
        Name = argument.Name,
        ArgumentKind = argument.Type == AnyType ? "ANY_TYPE" : null,
        Mode = hasMode ? argument.Mode.ToString().ToUpperInvariant() : null,
        DataType = argument.Type == AnyType ? null : SqlType.TryParse(argument.Type)?.ToJson(),
    };
}
