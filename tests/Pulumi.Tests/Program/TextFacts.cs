using System.Text.Json;

namespace Orchestrator.Pulumi.Tests;

/// <summary>What becomes of texts on their way through the file, the YAML parser and the interpolation.</summary>
public sealed class TextFacts
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("^a$", "\"^a$$\"")]
    [InlineData("$1", "\"$$1\"")]
    [InlineData("$$", "\"$$$$\"")]
    [InlineData("${x}", "\"$${x}\"")]
    [InlineData("${foo bar", "\"$${foo bar\"")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData(@"a\b", @"""a\\b""")]
    [InlineData("a/b <c> & 'd'", "\"a/b <c> & 'd'\"")]
    [InlineData("line\nnext\r\ttab", "\"line\\nnext\\r\\ttab\"")]
    [InlineData("\u0001\u007f\u0085", "\"\\u0001\\u007f\\u0085\"")]
    [InlineData("\u2028\u2029\ufeff", "\"\\u2028\\u2029\\ufeff\"")]
    [InlineData("é ü 日本", "\"é ü 日本\"")]
    [InlineData("\U0001F600", "\"\U0001F600\"")]
    [InlineData(@"\\uD83D\\uDE00", @"""\\\\uD83D\\\\uDE00""")]
    public void A_literal_is_written_so_that_it_comes_back(string literal, string written)
    {
        Assert.Equal(written + "\n", ProgramWriter.Write(literal));
        Assert.Equal(literal, RuntimeText.Evaluate(JsonSerializer.Deserialize<string>(written)!, "p"));
    }

    [Fact]
    public void A_reference_is_not_escaped() => Assert.Equal("\"${a.b}\"\n", ProgramWriter.Write(ProgramValue.Reference("a.b")));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() =>
        Assert.Contains("surrogate", Assert.Throws<PulumiProgramException>(() => ProgramWriter.Write("a\uD83D")).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_are_escaped_too() => Assert.Equal("{\n  \"a$$b\": true\n}\n", ProgramWriter.Write(new ProgramValue.Map(("a$b", true))));

    [Fact]
    public void Two_members_of_one_name_are_refused() =>
        Assert.Contains("'a'", Assert.Throws<PulumiProgramException>(() => ProgramWriter.Write(new ProgramValue.Map(("a", true), ("a", false)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_that_reads_as_a_function_is_refused() =>
        Assert.Throws<PulumiProgramException>(() => ProgramWriter.Write(new ProgramValue.Map(("fn::toJSON", "x"))));

    [Theory]
    [InlineData(1022, true)]
    [InlineData(1023, false)]
    public void A_key_has_at_most_1024_characters_with_its_quotes(int length, bool accepted)
    {
        var map = new ProgramValue.Map((new string('k', length), true));
        if (accepted) Assert.Contains("true", ProgramWriter.Write(map), StringComparison.Ordinal);
        else Assert.Throws<PulumiProgramException>(() => ProgramWriter.Write(map));
    }

    [Theory]
    [InlineData(1L << 53, true)]
    [InlineData((1L << 53) + 1, false)]
    public void A_number_is_exact_or_refused(long number, bool accepted)
    {
        if (accepted) Assert.Equal("9007199254740992\n", ProgramWriter.Write(number));
        else Assert.Throws<PulumiProgramException>(() => ProgramWriter.Write(number));
    }

    [Fact]
    public void Empty_lists_and_maps_are_written_as_such() =>
        Assert.Equal("{\n  \"l\": [],\n  \"m\": {}\n}\n", ProgramWriter.Write(new ProgramValue.Map(("l", ProgramValue.Names([])), ("m", new ProgramValue.Map()))));
}
