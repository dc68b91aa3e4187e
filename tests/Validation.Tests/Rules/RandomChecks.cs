using System.Globalization;
using Orchestrator.Model;

namespace Validation.Tests.Rules;

/// <summary>Random tables and checks: small domains, so that duplicates, matches and misses all happen; NULL and NaN everywhere.</summary>
internal sealed class RandomChecks(int seed)
{
    private static readonly string[] Conditions = ["id > 1", "channel = 'web' OR channel IS NULL", "amount < 5", "day <= @today", "TRUE -- all", "client IN (1, 2)"];
    private static readonly string[] Predicates = ["amount >= 0", "paid > 1 OR channel = 'web'", "id < client", "day < @today", "LENGTH(channel) = 3", "paid IS NOT NULL"];
    private static readonly string[] Patterns = ["web|app", "w.*", "[a-z]{3}", "", "(?i)WEB"];

    private readonly Random random = new(seed);

    public IReadOnlyList<string> VisitRows() => Rows(12, () => $"({Int(6)}, {Int(4)}, {OrNull("'web'", "'app'", "'W'", "''", "'web\\n'")}, {OrNull("0.0", "-0.0", "1.5", "7.25", "CAST('nan' AS FLOAT64)", "CAST('inf' AS FLOAT64)")}, {OrNull("0", "1", "2.5")}, {OrNull("DATE '2025-10-20'", "DATE '2025-10-21'", "DATE '2025-10-22'")})");

    public IReadOnlyList<string> ClientRows() => Rows(6, () => $"({Int(4)}, {OrNull("'web'", "'x'")})");

    public IReadOnlyList<Check> Checks() => [.. Enumerable.Range(0, random.Next(1, 11)).Select(i => Levels(Check($"c{i}")))];

    private RelationCheck Check(string name) => random.Next(9) switch
    {
        0 => new NotNull { Name = name, Says = "", Relation = Visits.Table, Column = AnyColumn(), AllowEmpty = Coin() },
        1 => new Unique { Name = name, Says = "", Relation = Visits.Table, Key = Key(), AllowEmpty = Coin(), NullsAreEqual = Coin(), Approximate = random.Next(4) == 0 },
        2 => Coin()
            ? new AcceptedValues { Name = name, Says = "", Relation = Visits.Table, Column = "channel", Values = Some("web", "app", "", "W"), AllowEmpty = Coin() }
            : new AcceptedValues { Name = name, Says = "", Relation = Visits.Table, Column = "client", Values = Some("0", "1", "2"), Type = "INT64", AllowEmpty = Coin() },
        3 => Range(name),
        4 => new MatchesPattern { Name = name, Says = "", Relation = Visits.Table, Column = "channel", Pattern = TextPattern.Of(Of(Patterns)) with { MaxLength = Coin() ? 2 : null }, AllowEmpty = Coin() },
        5 => new Relationship { Name = name, Says = "", Relation = Visits.Table, Column = Of("client", "id"), To = Coin() ? Visits.Clients : Visits.Table, ToColumn = "id", AllowEmpty = Coin() },
        6 => new RowCount { Name = name, Says = "", Relation = Visits.Table, Min = random.Next(4), Max = Coin() ? random.Next(4, 9) : null },
        7 => new Expression { Name = name, Says = "", Relation = Visits.Table, Predicate = Of(Predicates), AllowEmpty = Coin() },
        _ => new RowCountParity { Name = name, Says = "", Relation = Visits.Table, Other = Visits.Clients, OtherWhere = Coin() ? "name = 'x'" : null, AllowEmpty = Coin() },
    };

    private RelationCheck Levels(RelationCheck check)
    {
        var levelled = check with
        {
            Where = Coin() ? null : Of(Conditions),
            Tolerated = random.Next(3) switch { 0 => default, 1 => new(random.Next(3)), _ => new(0, random.Next(6) / 10m) },
            Severity = Coin() ? Severity.Error : Severity.Info,
        };
        return Coin() ? levelled with { WarnAbove = new(random.Next(2)) } : levelled;
    }

    private InRange Range(string name)
    {
        var (column, type, limits) = Of<(string, string, string[])>(("amount", "NUMERIC", ["0", "1.5", "7.25"]), ("paid", "NUMERIC", ["0", "1", "2.5"]), ("id", "INT64", ["1", "3", "5"]), ("day", "DATE", ["2025-10-20", "2025-10-21", "2025-10-22"]), ("channel", "STRING", ["a", "web", "x"]));
        var low = random.Next(limits.Length);
        var sides = random.Next(3);
        return new()
        {
            Name = name,
            Says = "",
            Relation = Visits.Table,
            Column = column,
            Type = type,
            AllowEmpty = Coin(),
            MinExclusive = Coin(),
            MaxExclusive = Coin(),
            Min = sides == 0 ? null : limits[low],
            Max = sides == 1 ? null : limits[random.Next(low, limits.Length)],
        };
    }

    private List<string> Key() => random.Next(4) switch { 0 => ["id"], 1 => ["amount"], 2 => ["client", "channel"], _ => ["id", "day", "paid"] };

    private string AnyColumn() => Of([.. Visits.Table.Columns.Select(c => c.Name)]);

    private IReadOnlyList<string> Rows(int most, Func<string> row) => [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2) : random.Next(most + 1)).Select(_ => row())];

    private string Int(int below) => random.Next(6) == 0 ? "NULL" : random.Next(below).ToString(CultureInfo.InvariantCulture);

    private string OrNull(params string[] literals) => random.Next(6) == 0 ? "NULL" : Of(literals);

    private T Of<T>(params T[] values) => values[random.Next(values.Length)];

    private List<string> Some(params string[] values) => [.. values.Where(_ => Coin()).DefaultIfEmpty(values[0])];

    private bool Coin() => random.Next(2) == 0;
}
