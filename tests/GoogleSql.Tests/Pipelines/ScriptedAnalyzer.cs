using System.Text.RegularExpressions;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql.Tests;

/// <summary>An analyzer that knows just enough to order statements: names in backticks, and the errors that a test plants by a word in the text.</summary>
internal sealed class ScriptedAnalyzer : ISqlAnalyzer
{
    /// <summary>The statements that were analyzed, in order, with the tables that were known.</summary>
    public List<(string Sql, IReadOnlyList<string> Tables)> Asked { get; } = [];

    public Task<SqlAnalysis> AnalyzeAsync(string sql, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation)
    {
        Asked.Add((sql, [.. tables.Select(t => t.Id.ToString())]));
        var at = sql.IndexOf("wrong", StringComparison.Ordinal);
        if (at >= 0)
        {
            var line = sql[..at].Count(c => c == '\n') + 1;
            return Task.FromResult(new SqlAnalysis { Error = new("Unrecognized name: wrong", line, at - sql[..at].LastIndexOf('\n'), SqlErrorKind.UnknownColumn) });
        }
        var reads = References(sql);
        var unknown = reads.FirstOrDefault(r => tables.All(t => t.Id != r.Id));
        return Task.FromResult(unknown is not null
            ? new SqlAnalysis { Error = new($"Table not found: {unknown}", 1, 1, SqlErrorKind.UnknownTable) }
            : new SqlAnalysis { StatementType = sql.StartsWith("MERGE", StringComparison.Ordinal) ? "MERGE" : "SELECT", Reads = reads, Columns = [new("id", "INT64"), new("day", "DATE")] });
    }

    public Task<SqlReferences> FindReferencesAsync(string sql, string defaultProject, CancellationToken cancellation) => Task.FromResult(
        sql.Contains("unparsable", StringComparison.Ordinal)
            ? new SqlReferences([], new("Syntax error: Unexpected identifier", 1, 8, SqlErrorKind.Syntax))
            : new SqlReferences(References(sql), null));

    public Task<SqlComparison> CompareAsync(string left, string right, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation) =>
        throw new NotSupportedException("No test of the orchestration compares statements.");

    private static List<TableReference> References(string sql) =>
    [
        .. Regex.Matches(sql, "`p\\.(?<table>[a-z_]+\\.[a-z_]+)`", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(m => new TableReference("p", TableId.Parse(m.Groups["table"].Value))).Distinct().Order(),
    ];
}
