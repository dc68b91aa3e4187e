namespace Orchestrator.Model.Tests;

public sealed class Parameters_as_literals
{
    private static readonly Dictionary<string, string> Literals = new() { ["now"] = "TIMESTAMP '2000-01-01'", ["today"] = "DATE '2000-01-01'" };

    [Theory]
    [InlineData("SELECT @now, @TODAY", "SELECT TIMESTAMP '2000-01-01', DATE '2000-01-01'")]
    [InlineData("SELECT '@now' -- @now", "SELECT '@now' -- @now")]
    [InlineData("SELECT @other, @@now", "SELECT @other, @@now")]
    public void Replace_parameters_only(string sql, string replaced) => Assert.Equal(replaced, LiteralSql.Replace(sql, Literals).Text);

    [Fact]
    public void Keep_lines_and_lead_back_to_the_original_column()
    {
        const string Sql = "SELECT @now,\n  @today, @now, wrong";
        var literal = LiteralSql.Replace(Sql, Literals);
        var line = literal.Text.Split('\n')[1];
        Assert.Equal("  @today, @now, wrong".IndexOf("wrong", StringComparison.Ordinal) + 1, literal.OriginalColumn(2, line.IndexOf("wrong", StringComparison.Ordinal) + 1));
        Assert.Equal(3, literal.OriginalColumn(2, 3));
        Assert.Equal(8, literal.OriginalColumn(1, 8));
    }
}
