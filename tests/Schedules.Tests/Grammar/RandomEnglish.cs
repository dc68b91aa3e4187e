namespace Schedules.Tests.Grammar;

/// <summary>A random English-like text, in any of the ways in which the same can be written.</summary>
internal sealed class RandomEnglish(Random random)
{
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th", "5th", "first", "second", "third", "fourth", "fifth"];
    private static readonly int[] Divisors = [.. Enumerable.Range(1, 1440).Where(n => 1440 % n == 0)];

    public string Text() => Spaced(Cased(random.Next(6) switch
    {
        0 => $"every {Amount(random.Next(1, 200))}",
        1 => $"every {Divisors[random.Next(Divisors.Length)]} {Pick("mins", "minutes")} synchronized",
        2 => $"every {Pick("1", "2", "3", "4", "6", "8", "12", "24")} hours synchronized",
        3 => Window(),
        4 => $"{List(1, 28, day => random.Next(4) == 0 ? $"{day:00}" : $"{day}")} of {MonthList()} {Time()}",
        _ => $"{Pick("every day", $"every {WeekdayList()}", $"{List(0, 9, i => Ordinals[i])} {WeekdayList()}")}{Pick("", " of month", $" of {MonthList()}")} {Time()}",
    }));

    private string Window()
    {
        var from = Time();
        var to = Time();
        while (to == from) to = Time();
        return $"every {Amount(random.Next(1, 24))} from {from} to {to}";
    }

    private string Amount(int count) => $"{count} {Pick("hours", "mins", "minutes")}";

    private string Time() => $"{random.Next(24):00}:{random.Next(60):00}";

    private string WeekdayList() => List(0, 6, i => Name(Weekdays[i]));

    private string MonthList() => random.Next(3) == 0 ? "month" : List(0, 11, i => Name(Months[i]));

    private string Name(string name) => random.Next(2) == 0 ? name : name[..3];

    private string List(int first, int last, Func<int, string> word) => string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => word(random.Next(first, last + 1))));

    private string Pick(params string[] words) => words[random.Next(words.Length)];

    private string Cased(string text) => random.Next(3) switch
    {
        0 => text,
        1 => text.ToUpperInvariant(),
        _ => string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : c)),
    };

    private string Spaced(string text) => random.Next(2) == 0 ? text : $"{Pick("", " ")}{text.Replace(",", Pick(",", ", ", " ,"), StringComparison.Ordinal).Replace(" ", Pick(" ", "  ", "\t "), StringComparison.Ordinal)}{Pick("", " ")}";
}
