using Google.Protobuf;
using Zetasql.LocalService;

namespace Orchestrator.GoogleSql;

/// <summary>Statements to typed trees: what both the port and an engine build on. Safe for several calls at once.</summary>
public sealed class StatementAnalyzer(AnalyzerProcess process)
{
    /// <summary>The process that answers.</summary>
    public AnalyzerProcess Process => process;

    /// <summary>Resolves names and types of one statement. Only the tables that it names are sent.</summary>
    /// <exception cref="AnalyzerFailedException">The analyzer died or hung twice.</exception>
    public async Task<StatementAnalysis> AnalyzeStatementAsync(string sql, CatalogSource catalog, AnalyzerOptions options, CancellationToken cancellation = default)
    {
        var split = BacktickSplitter.Split(sql);
        var named = await ExtractAsync(split, allowScript: false, cancellation);
        if (named.Error is not null) return new StatementAnalysis { Text = split, Error = named.Error };
        var request = new AnalyzeRequest
        {
            SqlStatement = split.Text,
            Options = options.ToProto(),
            SimpleCatalog = CatalogBuilder.Build(CatalogBuilder.Named(catalog, [.. named.Names, .. DottedNames.Read(split.Text)])),
        };
        try
        {
            var reply = await process.CallAsync("Analyze", request, AnalyzeResponse.Parser, cancellation: cancellation);
            return new StatementAnalysis { Text = split, Statement = reply.ResolvedStatement };
        }
        catch (AnalyzerCallException e)
        {
            return new StatementAnalysis { Text = split, Error = SqlErrors.Of(e, split) };
        }
        catch (InvalidProtocolBufferException)
        {
            return new StatementAnalysis { Text = split, Error = SqlErrors.TooDeep };
        }
    }

    /// <summary>The names of the tables in a statement or a script, without knowing any table.</summary>
    /// <exception cref="AnalyzerFailedException">The analyzer died or hung twice.</exception>
    public Task<TableNames> ExtractTableNamesAsync(string sql, bool allowScript = false, CancellationToken cancellation = default) =>
        ExtractAsync(BacktickSplitter.Split(sql), allowScript, cancellation);

    private async Task<TableNames> ExtractAsync(SplitSql split, bool allowScript, CancellationToken cancellation)
    {
        var request = new ExtractTableNamesFromStatementRequest { SqlStatement = split.Text, Options = LanguageFeatures.Analysis(), AllowScript = allowScript };
        try
        {
            var reply = await process.CallAsync("ExtractTableNamesFromStatement", request, ExtractTableNamesFromStatementResponse.Parser, cancellation: cancellation);
            return new TableNames([.. reply.TableName.Select(n => n.TableNameSegment)], null);
        }
        catch (AnalyzerCallException e)
        {
            return new TableNames([], SqlErrors.Of(e, split));
        }
    }
}
