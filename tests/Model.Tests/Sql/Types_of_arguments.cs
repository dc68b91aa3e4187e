namespace Orchestrator.Model.Tests;

public sealed class Types_of_arguments
{
    [Theory]
    [InlineData("int64", "INT64", """{"typeKind":"INT64"}""")]
    [InlineData("FLOAT", "FLOAT64", """{"typeKind":"FLOAT64"}""")]
    [InlineData("array < string >", "ARRAY<STRING>", """{"typeKind":"ARRAY","arrayElementType":{"typeKind":"STRING"}}""")]
    [InlineData("STRUCT<id INT64, tags ARRAY<STRING>>", "STRUCT<id INT64, tags ARRAY<STRING>>", """{"typeKind":"STRUCT","structType":{"fields":[{"name":"id","type":{"typeKind":"INT64"}},{"name":"tags","type":{"typeKind":"ARRAY","arrayElementType":{"typeKind":"STRING"}}}]}}""")]
    [InlineData("STRUCT<INT64, STRUCT<a DATE>>", "STRUCT<INT64, STRUCT<a DATE>>", """{"typeKind":"STRUCT","structType":{"fields":[{"type":{"typeKind":"INT64"}},{"type":{"typeKind":"STRUCT","structType":{"fields":[{"name":"a","type":{"typeKind":"DATE"}}]}}}]}}""")]
    public void Are_text_and_json(string text, string canonical, string json)
    {
        var type = SqlType.TryParse(text)!;
        Assert.Equal(canonical, type.ToString());
        Assert.Equal(json, type.ToJson().ToJsonString());
        Assert.Equal(canonical, SqlType.TryRead(type.ToJson())!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("TEXT")]
    [InlineData("INT64 INT64")]
    [InlineData("ARRAY<ARRAY<INT64>>")]
    [InlineData("ARRAY<INT64")]
    [InlineData("STRUCT<>")]
    [InlineData("STRUCT<a>")]
    [InlineData("NUMERIC(10)")]
    [InlineData("ANY TYPE")]
    public void Are_refused_where_BigQuery_has_none(string text) => Assert.Null(SqlType.TryParse(text));
}
