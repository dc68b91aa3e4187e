using Zetasql;

namespace Orchestrator.Engine;

/// <summary>What the local engine refuses because it could not do it faithfully. The message names it.</summary>
internal static class Unsupported
{
    public static QueryException What(string what) => new("invalidQuery", $"The local engine does not support {what}.");

    public static QueryException Function(string name) => What($"the function {name.ToUpperInvariant().TrimStart('$')}");

    public static QueryException Type(TypeKind kind) => What($"the type {Name(kind)}");

    private static string Name(TypeKind kind) => kind == TypeKind.TypeDouble ? "FLOAT64" : kind.ToString()["Type".Length..].ToUpperInvariant();
}
