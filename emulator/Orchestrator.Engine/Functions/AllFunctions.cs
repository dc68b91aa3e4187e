using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;

namespace Orchestrator.Engine.Functions;

/// <summary>Every function that the engine adds to DuckDB.</summary>
internal static class AllFunctions
{
    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        .. MathFunctions.Registered, .. CastFunctions.Registered, .. StringFunctions.Registered, .. JsonFunctions.Registered,
        .. CivilFunctions.Registered, .. ArrayFunctions.Registered, .. HashFunctions.Registered,
    ];
}

/// <summary>GoogleSQL's scalar functions by the analyzer's names. One that is in no family is refused by name.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, Func<Call, string>> Table = new[]
    {
        ConditionalFunctions.Table, MathFunctions.Table, StringFunctions.Table, HashFunctions.Table, ArrayFunctions.Table, JsonFunctions.Table, DateFunctions.Table, CivilFunctions.Table,
    }.SelectMany(t => t).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    public static string Translate(Call call) => Table.TryGetValue(call.Name, out var translate) ? translate(call) : throw Unsupported.Function(call.Name);
}
