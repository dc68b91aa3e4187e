using System.Text;
using Google.Protobuf;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>The kind of a statement as BigQuery's <c>statementType</c> spells it.</summary>
public static class StatementTypes
{
    /// <summary>SELECT, INSERT, CREATE_TABLE_AS_SELECT, DROP_VIEW ...</summary>
    public static string Of(IMessage statement) => ResolvedTree.Unwrap(statement) switch
    {
        ResolvedQueryStmtProto => "SELECT",
        ResolvedTruncateStmtProto => "TRUNCATE_TABLE",
        ResolvedAuxLoadDataStmtProto => "LOAD_DATA",
        ResolvedAlterTableSetOptionsStmtProto => "ALTER_TABLE",
        ResolvedBeginStmtProto => "BEGIN_TRANSACTION",
        ResolvedCommitStmtProto => "COMMIT_TRANSACTION",
        ResolvedRollbackStmtProto => "ROLLBACK_TRANSACTION",
        ResolvedCreateIndexStmtProto { IsSearch: true } => "CREATE_SEARCH_INDEX",
        ResolvedDropIndexStmtProto => "DROP_SEARCH_INDEX",
        ResolvedDropStmtProto drop => "DROP_" + drop.ObjectType.ToUpperInvariant().Replace(' ', '_'),
        var other => Spelled(other.Descriptor.Name),
    };

    // ResolvedCreateTableAsSelectStmtProto: the rest of the names are BigQuery's own.
    private static string Spelled(string message)
    {
        var text = new StringBuilder();
        foreach (var c in message["Resolved".Length..^"StmtProto".Length])
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }
        return text.ToString();
    }
}
