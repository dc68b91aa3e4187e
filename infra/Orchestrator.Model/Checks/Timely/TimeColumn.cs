namespace Orchestrator.Model;

/// <summary>What a column of times holds.</summary>
public enum TimeColumnType
{
    /// <summary>Instants.</summary>
    Timestamp,

    /// <summary>Local times of the check's zone. One that a clock change repeats is taken for the later instant: an alarm must hold under either reading.</summary>
    Datetime,

    /// <summary>Dates of the check's zone. A row is as old as the end of its date.</summary>
    Date,
}

/// <summary>A column that says when of a row. Its type is declared, because the limits that it is compared with depend on it; another type in the relation is a diagnostic.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type.</param>
public sealed record TimeColumn(string Name, TimeColumnType Type)
{
    /// <summary>The type as GoogleSQL spells it.</summary>
    public string SqlType => Type.ToString().ToUpperInvariant();

    /// <summary>A column of instants.</summary>
    public static TimeColumn Timestamp(string name) => new(name, TimeColumnType.Timestamp);

    /// <summary>A column of local times.</summary>
    public static TimeColumn Datetime(string name) => new(name, TimeColumnType.Datetime);

    /// <summary>A column of dates.</summary>
    public static TimeColumn Date(string name) => new(name, TimeColumnType.Date);
}

/// <summary>Which of a row's three times a column holds. They are hours or days apart, and "lag" has meant each of them (X43).</summary>
public enum RowTime
{
    /// <summary>When it happened in the business.</summary>
    Event,

    /// <summary>When the row was written.</summary>
    Load,

    /// <summary>When readers could see it: the last rebuild of the table that they read.</summary>
    Visible,
}
