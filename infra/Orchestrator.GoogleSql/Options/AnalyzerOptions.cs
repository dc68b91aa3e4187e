using Orchestrator.Model;
using Zetasql;
using Zetasql.Internal;

namespace Orchestrator.GoogleSql;

/// <summary>How one statement is analyzed. The defaults are those of a statement without parameters.</summary>
public sealed record AnalyzerOptions
{
    private static readonly string[] BigQueryVariables = ["time_zone", "project_id", "dataset_id", "dataset_project_id", "query_label", "session_id"];

    /// <summary>Named parameters (<c>@name</c>) and their types. <see cref="Column.Name"/> is the parameter's name.</summary>
    public IReadOnlyList<Column> NamedParameters { get; init; } = [];

    /// <summary>Types of positional parameters (<c>?</c>) in order; null when parameters are named.</summary>
    public IReadOnlyList<Column>? PositionalParameters { get; init; }

    /// <summary>Whether parameters may be used without a declared type; the tree then carries the inferred one.</summary>
    public bool AllowUndeclaredParameters { get; init; }

    /// <summary>The zone of civil times that name none; BigQuery's default is UTC.</summary>
    public string DefaultTimeZone { get; init; } = "UTC";

    /// <summary>Whether nodes carry their place in the text (byte offsets of UTF-8).</summary>
    public bool RecordParseLocations { get; init; }

    /// <summary>Whether scans list only the columns that are used.</summary>
    public bool PruneUnusedColumns { get; init; } = true;

    /// <summary>Whether the analyzer's own rewrites (PIVOT, lambdas, LIKE ANY ...) replace what they can by simpler nodes.</summary>
    public bool Rewrite { get; init; } = true;

    /// <summary>System variables (<c>@@name</c>) and their types.</summary>
    public IReadOnlyList<Column> SystemVariables { get; init; } = [.. BigQueryVariables.Select(n => new Column(n, "STRING"))];

    /// <summary>The analyzer's rewrites that leave fewer kinds of nodes. GROUPING_SET is left out: grouping sets stay nodes of their own.</summary>
    public static IReadOnlyList<ResolvedASTRewrite> Rewrites { get; } =
    [
        ResolvedASTRewrite.RewriteFlatten,
        ResolvedASTRewrite.RewriteArrayFilterTransform,
        ResolvedASTRewrite.RewriteUnpivot,
        ResolvedASTRewrite.RewritePivot,
        ResolvedASTRewrite.RewriteArrayIncludes,
        ResolvedASTRewrite.RewriteTypeofFunction,
        ResolvedASTRewrite.RewriteWithExpr,
        ResolvedASTRewrite.RewriteInlineSqlFunctions,
        ResolvedASTRewrite.RewriteInlineSqlTvfs,
        ResolvedASTRewrite.RewriteInlineSqlUdas,
        ResolvedASTRewrite.RewriteNulliferrorFunction,
        ResolvedASTRewrite.RewriteLikeAnyAll,
        ResolvedASTRewrite.RewriteBuiltinFunctionInliner,
        ResolvedASTRewrite.RewriteSetOperationCorresponding,
    ];

    /// <summary>The message that the analyzer takes.</summary>
    public AnalyzerOptionsProto ToProto()
    {
        var proto = new AnalyzerOptionsProto
        {
            LanguageOptions = LanguageFeatures.Analysis(),
            ErrorMessageMode = ErrorMessageMode.ErrorMessageOneLine,
            DefaultTimezone = DefaultTimeZone,
            PruneUnusedColumns = PruneUnusedColumns,
            AllowUndeclaredParameters = AllowUndeclaredParameters,
            ParameterMode = PositionalParameters is null ? ParameterMode.ParameterNamed : ParameterMode.ParameterPositional,
            ParseLocationRecordType = RecordParseLocations ? ParseLocationRecordType.ParseLocationRecordFullNodeScope : ParseLocationRecordType.ParseLocationRecordNone,
        };
        foreach (var p in NamedParameters) proto.QueryParameters.Add(new AnalyzerOptionsProto.Types.QueryParameterProto { Name = p.Name, Type = ColumnTypes.ToProto(p) });
        foreach (var p in PositionalParameters ?? []) proto.PositionalQueryParameters.Add(ColumnTypes.ToProto(p));
        foreach (var v in SystemVariables) proto.SystemVariables.Add(new AnalyzerOptionsProto.Types.SystemVariableProto { NamePath = { v.Name }, Type = ColumnTypes.ToProto(v) });
        if (Rewrite) proto.EnabledRewrites.AddRange(Rewrites);
        return proto;
    }
}
