using Orchestrator.Engine.Duck;

namespace Orchestrator.Engine.Functions;

/// <summary>Every function that the engine adds to DuckDB.</summary>
internal static class AllFunctions
{
    public static IReadOnlyList<ScalarFunction> Registered { get; } = [];
}
