namespace Orchestrator.Model.Tests;

public sealed class Sql_moved_to_another_project
{
    [Theory]
    [InlineData("SELECT 1 FROM `old-1.d.t`", "SELECT 1 FROM `new-2.d.t`")]
    [InlineData("SELECT 1 FROM `old-1`.d.t", "SELECT 1 FROM `new-2`.d.t")]
    [InlineData("SELECT 1 FROM old-1.d.t", "SELECT 1 FROM new-2.d.t")]
    [InlineData("SELECT 1 FROM old-1.`d`.t JOIN `old-1.d.u`", "SELECT 1 FROM new-2.`d`.t JOIN `new-2.d.u`")]
    [InlineData("SELECT 1 FROM `very-old-1.d.t`", "SELECT 1 FROM `very-old-1.d.t`")]
    [InlineData("SELECT 1 FROM `old-10.d.t`", "SELECT 1 FROM `old-10.d.t`")]
    [InlineData("SELECT 1 FROM very-old-1.d.t", "SELECT 1 FROM very-old-1.d.t")]
    [InlineData("SELECT 1 FROM old-10.d.t", "SELECT 1 FROM old-10.d.t")]
    [InlineData("SELECT 'old-1.d.t' -- old-1.d.t", "SELECT 'old-1.d.t' -- old-1.d.t")]
    [InlineData("SELECT r'''old-1.d\\''' /* `old-1.d.t` */ # `old-1.d.t`", "SELECT r'''old-1.d\\''' /* `old-1.d.t` */ # `old-1.d.t`")]
    [InlineData("SELECT old-1 AS x, t.`old-1`.y", "SELECT old-1 AS x, t.`old-1`.y")]
    public void Changes_table_names_only(string sql, string moved) => Assert.Equal(moved, SqlProject.Replace(sql, "old-1", "new-2"));

    [Fact]
    public void Quotes_a_project_that_needs_it() => Assert.Equal("SELECT 1 FROM `my.org:p`.d.t", SqlProject.Replace("SELECT 1 FROM old.d.t", "old", "my.org:p"));

    [Fact]
    public void And_back_is_what_it_was()
    {
        const string Sql = "WITH a AS (SELECT * FROM `old-1.d.t`) SELECT \"\"\"old-1.d\"\"\" FROM a JOIN old-1.d.u";
        Assert.Equal(Sql, SqlProject.Replace(SqlProject.Replace(Sql, "old-1", "new-2"), "new-2", "old-1"));
    }
}
