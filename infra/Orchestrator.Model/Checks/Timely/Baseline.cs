using NodaTime;

namespace Orchestrator.Model;

/// <summary>With which earlier dates a date is compared. More than one are compared by their median.</summary>
public abstract record Baseline
{
    private Baseline()
    {
    }

    /// <summary>The date before.</summary>
    public static Baseline PreviousDate { get; } = new PreviousDates(1);

    /// <summary>The dates just before.</summary>
    /// <param name="Count">How many, 1 or more.</param>
    public sealed record PreviousDates(int Count) : Baseline;

    /// <summary>The same weekday of the weeks before: what differs between Sunday and Monday is no news.</summary>
    /// <param name="Weeks">How many, 1 or more.</param>
    public sealed record SameWeekday(int Weeks) : Baseline;
}

/// <summary>A check of the rows of one date against those of earlier dates, or of times against a clock.</summary>
public abstract record TimelyCheck : RelationCheck
{
    /// <summary>The IANA zone in which dates and local times are taken. Default: the pipeline's (R84).</summary>
    public string? Zone { get; init; }
}

/// <summary>
/// A check of one date against earlier ones. The date is the latest complete one, taken in the check's zone: a date that is not over would be compared
/// with whole ones.
/// </summary>
public abstract record DatedCheck : TimelyCheck
{
    /// <summary>The column that says to which date a row belongs.</summary>
    public required TimeColumn DateColumn { get; init; }

    /// <summary>Days before today of the date that is judged; 1 or more. Default: 1, which is yesterday.</summary>
    public int DaysAgo { get; init; } = 1;

    /// <summary>Whether Saturdays and Sundays are left out, both of what is judged and of what it is compared with. Default: no.</summary>
    public bool BusinessDaysOnly { get; init; }

    /// <summary>The dates it is compared with.</summary>
    public abstract Baseline Against { get; init; }

    /// <summary>The date that is judged.</summary>
    /// <param name="today">Today in the check's zone.</param>
    public LocalDate Judged(LocalDate today) => Counted(today.PlusDays(-DaysAgo));

    /// <summary>The dates that it is compared with, latest first.</summary>
    /// <param name="today">Today in the check's zone.</param>
    public IReadOnlyList<LocalDate> Compared(LocalDate today)
    {
        var date = Judged(today);
        return Against switch
        {
            Baseline.SameWeekday same => [.. Enumerable.Range(1, same.Weeks).Select(week => date.PlusDays(-7 * week))],
            Baseline.PreviousDates previous => [.. Before(date, previous.Count)],
            _ => throw new InvalidOperationException($"{Against.GetType().Name} is a baseline without dates: add it here."),
        };
    }

    private IEnumerable<LocalDate> Before(LocalDate date, int count)
    {
        for (var i = 0; i < count; i++) yield return date = Counted(date.PlusDays(-1));
    }

    private LocalDate Counted(LocalDate date) => !BusinessDaysOnly ? date : date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => date.PlusDays(-1),
        IsoDayOfWeek.Sunday => date.PlusDays(-2),
        _ => date,
    };
}
