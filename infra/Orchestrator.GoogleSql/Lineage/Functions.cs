using Google.Protobuf;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Reading calls of functions in the typed tree.</summary>
internal static class Functions
{
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "CURRENT_DATE", "CURRENT_DATETIME", "CURRENT_TIME", "CURRENT_TIMESTAMP", "RAND", "GENERATE_UUID", "SESSION_USER",
    };

    /// <summary>The function's name in upper case, without the group: <c>ZetaSQL:date_sub</c> is DATE_SUB.</summary>
    public static string Name(ResolvedFunctionCallBaseProto call) => call.Function.Name[(call.Function.Name.IndexOf(':', StringComparison.Ordinal) + 1)..].ToUpperInvariant();

    /// <summary>A scalar call's name and arguments; null for any other expression.</summary>
    public static (string Name, IReadOnlyList<IMessage> Arguments)? Call(IMessage expression) => ResolvedTree.Unwrap(expression) is ResolvedFunctionCallProto { Parent: var call }
        ? (Name(call), [.. call.ArgumentList.Select(ResolvedTree.Unwrap)])
        : null;

    /// <summary>Functions whose answer depends on when or by whom the statement is run.</summary>
    public static IReadOnlyList<string> VolatileIn(AnyResolvedStatementProto statement) =>
        [.. ResolvedTree.Descendants(statement).Select(ResolvedTree.TryBase<ResolvedFunctionCallBaseProto>).OfType<ResolvedFunctionCallBaseProto>().Select(Name).Where(Volatile.Contains).Distinct().Order(StringComparer.Ordinal)];
}
