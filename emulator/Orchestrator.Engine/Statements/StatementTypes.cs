using Google.Protobuf;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>BigQuery's <c>statementType</c>.</summary>
internal static class StatementTypes
{
    public static string Of(IMessage statement) => statement switch
    {
        ResolvedQueryStmtProto => "SELECT",
        ResolvedInsertStmtProto => "INSERT",
        ResolvedUpdateStmtProto => "UPDATE",
        ResolvedDeleteStmtProto => "DELETE",
        ResolvedMergeStmtProto => "MERGE",
        ResolvedTruncateStmtProto => "TRUNCATE_TABLE",
        ResolvedCreateTableStmtProto => "CREATE_TABLE",
        ResolvedCreateTableAsSelectStmtProto => "CREATE_TABLE_AS_SELECT",
        ResolvedCreateViewStmtProto => "CREATE_VIEW",
        ResolvedCreateMaterializedViewStmtProto => "CREATE_MATERIALIZED_VIEW",
        ResolvedCreateSchemaStmtProto => "CREATE_SCHEMA",
        ResolvedDropStmtProto { ObjectType: var type } => "DROP_" + type.Replace(' ', '_').ToUpperInvariant(),
        ResolvedDropMaterializedViewStmtProto => "DROP_MATERIALIZED_VIEW",
        ResolvedAlterTableStmtProto => "ALTER_TABLE",
        ResolvedCallStmtProto => "CALL",
        _ => throw Unsupported.What($"the statement {Words(statement)}"),
    };

    private static string Words(IMessage statement) =>
        string.Concat(statement.Descriptor.Name["Resolved".Length..].Replace("StmtProto", "", StringComparison.Ordinal).Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToUpperInvariant();
}
