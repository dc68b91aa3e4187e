using Orchestrator.Engine;
using Orchestrator.Model;

namespace Validation.Tests.Rules;

/// <summary>What is an RE2 expression: judged without RE2, held against the RE2 that answers queries.</summary>
[Collection(TheTables.Name)]
public sealed class PatternFacts(LocalTables tables)
{
    public static TheoryData<string> Expressions =>
    [
        .. TextPattern.Known.Select(p => p.Re2).Distinct(),
        "", "a", "a|b|", "|", "()", "(a)", "(", ")", "(a", "a)", "(?:a)", "(?P<n>a)", "(?<n>a)", "(?P<>a)", "(?P<n-m>a)", "(?P=n)", "(?i)a", "(?i:a)", "(?is-mU:a)", "(?-)", "(?i-)a", "(?)", "(?x)a",
        "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?#c)", @"\1", @"(a)\1", "a*", "a+?", "a??", "a**", "a*+", "a+*", "a*?*", "*a", "+", "?", "|*", "(*)", "^*", "a{2}", "a{2,}", "a{2,3}", "a{2,3}?", "a{,3}",
        "a{3,2}", "a{1000}", "a{1001}", "a{x}", "a{", "{", "{2}", "a{2}{3}", "a{2}*", "}", "]", "[", "[a", "[]", "[]a]", "[^]a]", "[^a]", "[a-z]", "[z-a]", "[a-]", "[-a]", "[a-z-9]", "[[:alpha:]]", "[[:^digit:]]",
        @"[\d]", @"[a-\d]", @"[\d-z]", @"[\]]", @"[\\]", @"[\x41-\x5A]", "[.]", @"\d\D\s\S\w\W", @"\b\B\A\z", @"\Z", @"\G", @"\K", @"\h", @"\e", @"\a\f\t\n\r\v", @"\x41", @"\x{1F600}", @"\x{110000}", @"\x4", @"\xZZ", @"\x{}",
        @"\pL", @"\p{Greek}", @"\P{L}", @"\p{^Greek}", @"\p", @"\p{", @"\Qa.b\E", @"\Qa", @"a\", @"\_", @"\-", @"\é", @"\012", @"\08", @"\8", @"\C", @"[\b]", @"[\A]", @"\.", "é+", "$", "^a$", @"(?i)*", "(?:)*", "a|*b",
        @"\E", @"[\Qa\E]", "[[:alpha:]-z]", "[a[:alpha:]", "(?P<n>a)(?P<n>b)", "x{0}", "x{1,1000}", "(x{2}){2}", "a{1}?", "a{1}??",
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task Are_judged_as_RE2_judges(string re2)
    {
        string? refused = null;
        try
        {
            await tables.QueryAsync(new("SELECT REGEXP_CONTAINS('x', @p)", [new("p", "STRING", re2)]), CancellationToken.None);
        }
        catch (QueryException e)
        {
            refused = e.Message;
        }
        var mistake = Re2Syntax.Mistake(re2);
        Assert.True(mistake is null == refused is null, $"{re2}: {mistake ?? "accepted"}, but RE2 says: {refused ?? "accepted"}");
    }
}
