using System.Text.RegularExpressions;

namespace House.Tests;

/// <summary>Nothing is called a bucket: such a name says nothing of what is inside, so everything ends up there.</summary>
public sealed class Names
{
    private const string Bucket = "(?:Commons?|Utils?|Utilit(?:y|ies)|Helpers?|Managers?|Services?|Misc)";

    [Fact]
    public void Of_this_repository_say_what_things_are() => Assert.Empty(Violations(Repository.Code));

    [Theory]
    [InlineData("cli/Common/A.cs", "class A;")]
    [InlineData("cli/StringUtils.cs", "class A;")]
    [InlineData("cli/A.cs", "internal static class SqlHelper")]
    [InlineData("cli/A.cs", "sealed record JobManager(int X)")]
    [InlineData("cli/A.cs", "interface IQueryService")]
    public void A_bucket_is_refused(string path, string code) => Assert.NotEmpty(Violations([new(path, code)]));

    [Theory]
    [InlineData("cli/A.cs", "sealed record ServiceAccount(string Id)")]
    [InlineData("cli/A.cs", "class CommonTableExpression")]
    [InlineData("cli/A.cs", "// this class Helper was removed")]
    public void A_word_inside_a_good_name_is_accepted(string path, string code) => Assert.Empty(Violations([new(path, code)]));

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> code)
    {
        foreach (var file in code)
        {
            foreach (var part in file.Path[..^3].Split('/').Where(p => Regex.IsMatch(p, $"(?:^|[a-z.]){Bucket}$"))) yield return $"{file.Path}: '{part}' is a bucket; name what is inside";
            foreach (Match type in Regex.Matches(file.Code, $@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(\w*{Bucket})\b")) yield return $"{file.Path}: {type.Groups[1].Value} is a bucket; name what it is";
        }
    }
}
