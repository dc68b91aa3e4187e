namespace Orchestrator.Schedules;

/// <summary>How often a job is meant to run, in a word.</summary>
public sealed record Cadence
{
    private Cadence(string word, double perMonth) => (Word, PerMonth) = (word, perMonth);

    /// <summary>24 times a day.</summary>
    public static Cadence Hourly { get; } = new("hourly", 8760 / 12.0);

    /// <summary>Once a day.</summary>
    public static Cadence Daily { get; } = new("daily", 365 / 12.0);

    /// <summary>Once a week.</summary>
    public static Cadence Weekly { get; } = new("weekly", 52 / 12.0);

    /// <summary>Once a month.</summary>
    public static Cadence Monthly { get; } = new("monthly", 1);

    /// <summary>Four times a year.</summary>
    public static Cadence Quarterly { get; } = new("quarterly", 4 / 12.0);

    /// <summary>Once a year.</summary>
    public static Cadence Yearly { get; } = new("yearly", 1 / 12.0);

    // After the cadences: static members are made in the order of the text.
    private static Dictionary<string, Cadence> Words { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hourly"] = Hourly,
        ["daily"] = Daily,
        ["nightly"] = Daily,
        ["weekly"] = Weekly,
        ["monthly"] = Monthly,
        ["quarterly"] = Quarterly,
        ["yearly"] = Yearly,
        ["annual"] = Yearly,
        ["annually"] = Yearly,
    };

    /// <summary>The word: `daily`.</summary>
    public string Word { get; }

    /// <summary>Runs in an average month of 365/12 days.</summary>
    public double PerMonth { get; }

    /// <summary>The cadence of a word (hourly, daily, nightly, weekly, monthly, quarterly, yearly, annual, annually, in any case), or null.</summary>
    public static Cadence? Named(string word) => Words.GetValueOrDefault(word);

    /// <summary>The cadence that a job's name promises: the first of its words that names one, `estimates-monthly-backfill`; null when none does.</summary>
    public static Cadence? InName(string name) => name.Split('-', '_', ' ').Select(Named).FirstOrDefault(cadence => cadence is not null);

    /// <summary>The word.</summary>
    public override string ToString() => Word;
}
