using FsCheck;
using FsCheck.Fluent;
using Orchestrator.GoogleSql;

namespace GoogleSql.Tests;

public sealed class Splitting_names_in_backticks
{
    [Theory]
    [InlineData("SELECT * FROM `p.d.t`", "SELECT * FROM `p`.`d`.`t`")]
    [InlineData("`my-project.d.events_*`", "`my-project`.`d`.`events_*`")]
    [InlineData("`p.d`.t, `p`.d.`t`", "`p`.`d`.t, `p`.d.`t`")]
    [InlineData("`example.com:p.d.t`", "`example.com:p`.`d`.`t`")]
    [InlineData("`p.d.INFORMATION_SCHEMA.TABLES`", "`p`.`d`.`INFORMATION_SCHEMA`.`TABLES`")]
    [InlineData("my-project.d.t", "my-project.d.t")]
    [InlineData("`column`", "`column`")]
    public void Splits_at_the_dots(string sql, string expected) => Assert.Equal(expected, BacktickSplitter.Split(sql).Text);

    [Theory]
    [InlineData("'`a.b`'")]
    [InlineData("\"`a.b`\"")]
    [InlineData("'it\\'s `a.b`'")]
    [InlineData("'''one ' two '' `a.b`\n'''")]
    [InlineData("\"\"\"say \"`a.b`\" \"\"\"")]
    [InlineData("r'\\' `a.b`'")]
    [InlineData("rb\"\"\" \\\"\"\" `a.b` \"\"\"")]
    [InlineData("B'`a.b`'")]
    [InlineData("-- `a.b`")]
    [InlineData("# it's `a.b`")]
    [InlineData("/* ' `a.b` */")]
    [InlineData("/* not closed `a.b`")]
    [InlineData("'not closed `a.b`")]
    [InlineData("`not.closed")]
    [InlineData("`.a` `a.` `a..b` `.` ``")]
    [InlineData("`a\\`.b`")]
    public void Leaves_everything_else_alone(string sql) => Assert.Equal(sql, BacktickSplitter.Split(sql).Text);

    [Theory]
    [InlineData("'a' `a.b`", "'a' `a`.`b`")]
    [InlineData("'a\\\\' `a.b`", "'a\\\\' `a`.`b`")]
    [InlineData("'''' ''' `a.b`", "'''' ''' `a`.`b`")]
    [InlineData("'' `a.b`", "'' `a`.`b`")]
    [InlineData("-- it's\n`a.b`", "-- it's\n`a`.`b`")]
    [InlineData("# `\r`a.b`", "# `\r`a`.`b`")]
    [InlineData("/* ` */`a.b`", "/* ` */`a`.`b`")]
    [InlineData("/*/`*/ `a.b`", "/*/`*/ `a`.`b`")]
    [InlineData("1 - - 2 `a.b`", "1 - - 2 `a`.`b`")]
    [InlineData("bar'`' `a.b`", "bar'`' `a`.`b`")]
    public void Goes_on_after_what_it_left_alone(string sql, string expected) => Assert.Equal(expected, BacktickSplitter.Split(sql).Text);

    private static readonly Gen<string> AnyText = Gen.Elements(
        "`", "`a.b`", "`p-q.d.t`", "'", "\"", "'''", "\"\"\"", "\\", ".", "--", "#", "/*", "*/", "\n", "\r\n", "\t", " ", "a", "r", "b", "é", "😀", "'x.y'", "`c`").ArrayOf().Select(string.Concat);

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(42, 7);

    [Fact]
    public void Changes_nothing_but_names_in_backticks() => Check.One(Seeded, Prop.ForAll(AnyText.ToArbitrary(), sql =>
    {
        var split = BacktickSplitter.Split(sql);
        return split.Text.Replace("`.`", ".", StringComparison.Ordinal) == sql.Replace("`.`", ".", StringComparison.Ordinal) && BacktickSplitter.Split(split.Text).Text == split.Text;
    }));

    [Fact]
    public void Maps_every_index_back_to_the_same_character() => Check.One(Seeded, Prop.ForAll(AnyText.ToArbitrary(), sql =>
    {
        var split = BacktickSplitter.Split(sql);
        var last = -1;
        for (var i = 0; i < split.Text.Length; i++)
        {
            var original = split.ToOriginal(i);
            if (original < last || original > last + 1) return false;
            // What does not stand there in the original is one of the two inserted backticks.
            if (sql[original] != split.Text[i] && !(sql[original] == '.' && split.Text[i] == '`') && !(sql[original] != '.' && split.Text[i] is '.' or '`')) return false;
            last = original;
        }
        return split.ToOriginal(split.Text.Length) == sql.Length;
    }));

    [Theory]
    [InlineData("`a.b` x", 1, 9, 7)]
    [InlineData("`a.b`", 1, 1, 1)]
    [InlineData("`a.b.c` x", 1, 13, 9)]
    [InlineData("`a.b`\n`c.d` x", 2, 9, 7)]
    [InlineData("`a.b`\r\n`c.d` x", 2, 9, 7)]
    [InlineData("\tx", 1, 9, 2)]
    [InlineData("ab\t\tx", 1, 17, 5)]
    [InlineData("'é😀' x", 1, 6, 6)]
    [InlineData("x", 1, 2, 2)]
    public void Maps_the_analyzers_columns_back(string sql, int line, int column, int expected) =>
        Assert.Equal((line, expected), BacktickSplitter.Split(sql).ToOriginal(line, column));
}
