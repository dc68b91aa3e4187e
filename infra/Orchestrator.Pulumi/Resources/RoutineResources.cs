using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>Functions, table functions and procedures.</summary>
internal static class RoutineResources
{
    private const string AnyType = "ANY TYPE";

    public static ProgramResource Of(ProgramScope scope, Routine routine)
    {
        var definition = RoutineDefinition.Of(routine, "");
        return new()
        {
            Key = ResourceKeys.Of(routine),
            Type = "gcp:bigquery/routine:Routine",
            Properties = new(
                ("datasetId", ProgramValue.Reference($"{ResourceKeys.Of(routine.Dataset.Id)}.datasetId")),
                ("routineId", routine.Name),
                ("routineType", definition.Type),
                ("language", definition.Language),
                ("description", routine.Description is null ? null : (ProgramValue)routine.Description),
                ("arguments", definition.Arguments.Count == 0 ? null : new ProgramValue.List([.. definition.Arguments.Select(a => Argument(a, routine.Kind))])),
                ("returnType", definition.Returns is null ? null : (ProgramValue)Json(definition.Returns)),
                ("definitionBody", scope.Body(routine))),
            Parent = ResourceKeys.Of(routine.Dataset.Id),
            DependsOn = [.. scope.Graph.ReadsOf(routine).Select(r => ResourceKeys.Of(r.Id))],
        };
    }

    private static ProgramValue Argument(RoutineArgument argument, RoutineKind kind) => new ProgramValue.Map(
        ("name", argument.Name),
        ("argumentKind", argument.Type == AnyType ? "ANY_TYPE" : (ProgramValue?)null),
        ("mode", kind == RoutineKind.Procedure ? (ProgramValue)argument.Mode.ToString().ToUpperInvariant() : null),
        ("dataType", argument.Type == AnyType ? null : (ProgramValue)Json(argument.Type)));

    // The provider takes types as JSON texts.
    private static string Json(string type) => SqlType.TryParse(type)?.ToJson().ToJsonString()
        ?? throw new PulumiProgramException($"'{type}' is not a type of GoogleSQL: correct the mistakes that 'orchestrator plan' prints first.");
}
