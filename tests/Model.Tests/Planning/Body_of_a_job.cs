using FsCheck;
using FsCheck.Fluent;

namespace Orchestrator.Model.Tests;

public sealed class Body_of_a_job
{
    [Fact]
    public void That_is_JSON_becomes_one_property_per_value()
    {
        var properties = JobBody.Flatten("""{"a": {"b": "text", "c.d": 1.50, "e": [1, {"f": 2}]}, "g": true, "h": null, "i": {}, "j": "true", "k": "[1]"}""");
        Assert.Equal("text", properties["httpTarget.body.a.b"]);
        Assert.Equal("1.50", properties[@"httpTarget.body.a.c\.d"]);
        Assert.Equal("""[1,{"f":2}]""", properties["httpTarget.body.a.e"]);
        Assert.Equal("true", properties["httpTarget.body.g"]);
        Assert.Equal("null", properties["httpTarget.body.h"]);
        Assert.Equal("{}", properties["httpTarget.body.i"]);
        Assert.Equal("\"true\"", properties["httpTarget.body.j"]);
        Assert.Equal("\"[1]\"", properties["httpTarget.body.k"]);
    }

    [Fact]
    public void Has_no_order_and_no_layout() => Assert.Equal(JobBody.Flatten("""{"a":1,"b":2}"""), JobBody.Flatten("{ \"b\": 2,\n \"a\": 1 }"));

    [Theory]
    [InlineData("plain text")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1")]
    public void That_is_no_object_with_members_stays_text(string body)
    {
        Assert.Equal(body, Assert.Single(JobBody.Flatten(body), p => p.Key == "httpTarget.body").Value);
        Assert.Equal(body, JobBody.Unflatten(JobBody.Flatten(body)));
    }

    [Fact]
    public void Of_nothing_is_nothing()
    {
        Assert.Empty(JobBody.Flatten(null));
        Assert.Null(JobBody.Unflatten(JobBody.Flatten("")));
    }

    [Fact]
    public void Comes_back_the_same_whatever_its_names_and_texts() => Prop.ForAll<NonEmptyArray<(NonNull<string> Name, string? Value)>>(members =>
    {
        var body = new System.Text.Json.Nodes.JsonObject();
        foreach (var (name, value) in members.Get) body[name.Get] = new System.Text.Json.Nodes.JsonObject { [value ?? "."] = value };
        var flat = JobBody.Flatten(body.ToJsonString());
        return flat.SequenceEqual(JobBody.Flatten(JobBody.Unflatten(flat)));
    }).Check(Config.QuickThrowOnFailure.WithReplay(1, 1));
}
