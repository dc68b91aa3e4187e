using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;
using Zetasql.Internal;
using Zetasql.LocalService;

namespace GoogleSql.Tests;

public sealed class A_column_of_the_schema
{
    [Theory]
    [InlineData("STRING")]
    [InlineData("BYTES")]
    [InlineData("INT64")]
    [InlineData("FLOAT64")]
    [InlineData("NUMERIC")]
    [InlineData("BIGNUMERIC")]
    [InlineData("BOOL")]
    [InlineData("TIMESTAMP")]
    [InlineData("DATE")]
    [InlineData("TIME")]
    [InlineData("DATETIME")]
    [InlineData("GEOGRAPHY")]
    [InlineData("JSON")]
    [InlineData("INTERVAL")]
    public void Keeps_its_type_through_the_analyzers(string type)
    {
        var column = new Column("s", "STRUCT", ColumnMode.Repeated, [new("x", type), new("y", type, ColumnMode.Repeated)]);

        var back = ColumnTypes.ToColumn("s", ColumnTypes.ToProto(column));

        Assert.Equal(ColumnMode.Repeated, back.Mode);
        Assert.Equal(column.Fields, back.Fields.Select(f => f with { Fields = column.Fields[0].Fields }));
    }

    [Fact]
    public void May_be_spelled_with_a_legacy_name() => Assert.Equal(TypeKind.TypeInt64, ColumnTypes.ToProto(new Column("x", "integer")).TypeKind);

    [Fact]
    public void Is_refused_when_its_type_is_not_BigQuerys() =>
        Assert.StartsWith("Column x has type 'TEXT', which is not one of STRING, BYTES", Assert.Throws<ArgumentException>(() => ColumnTypes.ToProto(new Column("x", "TEXT"))).Message, StringComparison.Ordinal);
}

[Collection(TheAnalyzer.Name)]
public sealed class The_catalog_of_a_statement(RunningAnalyzer analyzer)
{
    [Fact]
    public void Holds_only_the_tables_that_are_named()
    {
        var named = CatalogBuilder.Named(Kpi.Catalog, [["st_dim_v2", "dim_jobs", "lines"], [Kpi.Project, "st_mart_v2", "leads_daily"], ["leads_daily_table"]]);

        Assert.Equal(["kpi-auto-471020.st_mart_v2.leads_daily", "kpi-auto-471020.st_dim_v2.dim_jobs"], named.Tables.Select(t => t.FullName));
    }

    [Fact]
    public async Task Resolves_default_dataset_pseudo_columns_and_information_schema()
    {
        var catalog = new CatalogSource
        {
            DefaultProject = "p",
            DefaultDataset = "d",
            Tables =
            [
                new(["p", "d", "events_*"], [new("x", "INT64")]) { PseudoColumns = [new("_TABLE_SUFFIX", "STRING")] },
                new(["p", "d", "INFORMATION_SCHEMA", "TABLES"], [new("table_name", "STRING")]),
            ],
        };

        var analysis = await analyzer.Statements.AnalyzeStatementAsync(
            "SELECT e.*, t.table_name FROM `events_*` e JOIN `p.d`.information_schema.tables t ON e._TABLE_SUFFIX = t.table_name", catalog, new AnalyzerOptions());

        Assert.Null(analysis.Error);
        Assert.Equal(["x", "table_name"], OutputColumns.Of(analysis.Statement!).Select(c => c.Name));
    }

    [Theory]
    [InlineData("SELECT p.d.plus_one(id) AS y FROM st_dim_v2.dim_jobs")]
    [InlineData("SELECT `d.plus_one`(id) AS y FROM st_dim_v2.dim_jobs")]
    public async Task Resolves_functions_of_a_dataset_and_inlines_their_SQL(string sql)
    {
        var function = new FunctionProto
        {
            NamePath = { "p", "d", "plus_one" },
            Group = "Templated_SQL_Function",
            Mode = FunctionEnums.Types.Mode.Scalar,
            Signature = { new FunctionSignatureProto { Argument = { NewerFunctions.Fixed(TypeKind.TypeInt64) }, ReturnType = new FunctionArgumentTypeProto { Kind = SignatureArgumentKind.ArgTypeArbitrary, NumOccurrences = -1 } } },
            ParseResumeLocation = new ParseResumeLocationProto { Input = "x + 1", BytePosition = 0 },
            TemplatedSqlFunctionArgumentName = { "x" },
        };
        var catalog = CatalogSource.Of(Kpi.Tables.Select(t => t with { Project = "p" }), "p") with { Functions = [function] };

        var analysis = await analyzer.Statements.AnalyzeStatementAsync(sql, catalog, new AnalyzerOptions());

        Assert.Null(analysis.Error);
        Assert.Contains(ResolvedTree.Descendants(analysis.Statement!).OfType<ResolvedFunctionCallProto>(), f => f.Parent.Function.Name == "ZetaSQL:$add");
    }

    [Fact]
    public async Task Names_a_function_of_a_dataset_in_full()
    {
        FunctionProto Function(string dataset) => new()
        {
            NamePath = { Kpi.Project, dataset, "f" },
            Group = "External",
            Mode = FunctionEnums.Types.Mode.Scalar,
            Signature = { new FunctionSignatureProto { Argument = { NewerFunctions.Fixed(TypeKind.TypeInt64) }, ReturnType = NewerFunctions.Fixed(TypeKind.TypeString) } },
        };

        var analysis = await analyzer.Statements.AnalyzeStatementAsync("SELECT a.f(1) AS x, `kpi-auto-471020.b`.f(1) AS y", Kpi.Catalog with { Functions = [Function("a"), Function("b")] }, new AnalyzerOptions());

        Assert.Null(analysis.Error);
        Assert.Equal(
            ["External:kpi-auto-471020.a.f", "External:kpi-auto-471020.b.f"],
            ResolvedTree.Descendants(analysis.Statement!).OfType<ResolvedFunctionCallProto>().Select(f => f.Parent.Function.Name));
    }

    [Fact]
    public async Task Takes_parameters_by_name_and_by_position()
    {
        var named = await analyzer.Statements.AnalyzeStatementAsync("SELECT @ids AS x", Kpi.Catalog, new AnalyzerOptions { NamedParameters = [new("ids", "INT64", ColumnMode.Repeated)] });
        var positional = await analyzer.Statements.AnalyzeStatementAsync("SELECT ? AS x", Kpi.Catalog, new AnalyzerOptions { PositionalParameters = [new("", "DATE")] });
        var undeclared = await analyzer.Statements.AnalyzeStatementAsync("SELECT 1 + @n AS x", Kpi.Catalog, new AnalyzerOptions { AllowUndeclaredParameters = true });

        Assert.Equal(ColumnMode.Repeated, OutputColumns.Of(named.Statement!)[0].Mode);
        Assert.Equal("DATE", OutputColumns.Of(positional.Statement!)[0].Type);
        Assert.Equal("INT64", OutputColumns.Of(undeclared.Statement!)[0].Type);
    }

    [Fact]
    public async Task Speaks_the_dialect_that_the_binary_calls_its_maximum()
    {
        var maximum = await analyzer.Process.CallAsync("GetLanguageOptions", new LanguageOptionsRequest { MaximumFeatures = true }, LanguageOptionsProto.Parser);

        Assert.Equal(maximum.EnabledLanguageFeatures.Order(), LanguageFeatures.Maximum.Order());
        Assert.Equal(maximum.ReservedKeywords, LanguageFeatures.Analysis().ReservedKeywords);
    }

    [Fact]
    public void Never_lets_grouping_sets_be_rewritten()
    {
        Assert.DoesNotContain(ResolvedASTRewrite.RewriteGroupingSet, AnalyzerOptions.Rewrites);
        Assert.Contains(LanguageFeature.FeatureV14GroupingSets, LanguageFeatures.Analysis().EnabledLanguageFeatures);
        Assert.DoesNotContain(LanguageFeature.FeatureV14GroupingSets, LanguageFeatures.Evaluation().EnabledLanguageFeatures);
    }
}
