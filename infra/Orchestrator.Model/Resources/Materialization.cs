using NodaTime;

namespace Orchestrator.Model;

/// <summary>Whether and how the rows of a <see cref="MaterializedTable"/> are stored (R74: A view, B materialized view, C rebuilt table).</summary>
public abstract record Materialization
{
    private Materialization()
    {
    }

    /// <summary>Not stored: a logical view.</summary>
    public static Materialization View { get; } = new AsView();

    /// <summary>Stored by BigQuery as a materialized view, refreshed automatically.</summary>
    public static AsMaterializedView MaterializedView { get; } = new();

    /// <summary>A stored table, all of whose rows are replaced by one atomic MERGE.</summary>
    public static Rebuilt RebuiltWhole { get; } = new(new Rebuild.Whole());

    /// <summary>A stored table: the last <paramref name="days"/> dates before today, and today, are replaced by one atomic MERGE; older rows stay.</summary>
    public static Rebuilt RebuiltWindow(string dateColumn, int days) => new(new Rebuild.Window(dateColumn, days));

    /// <summary>A stored table into which rows are merged by key: known keys are updated, new ones inserted, none deleted.</summary>
    public static Rebuilt RebuiltByKey(params IReadOnlyList<string> keys) => new(new Rebuild.ByKey(keys));

    /// <summary>Not stored: a logical view.</summary>
    public sealed record AsView : Materialization;

    /// <summary>BigQuery's materialized view. The SQL cannot be changed after creation: a change is a replacement.</summary>
    public sealed record AsMaterializedView : Materialization
    {
        /// <summary>Upper bound of the automatic refresh frequency. Default: 30 minutes, as BigQuery's; allowed 1 minute to 7 days.</summary>
        public Duration RefreshEvery { get; init; } = Duration.FromMinutes(30);

        /// <summary>How old rows may be when they are read. Default: none (BigQuery merges newer base rows). Allowed 30 minutes to 3 days.</summary>
        public Duration? MaxStaleness { get; init; }

        /// <summary>Whether SQL that cannot be refreshed incrementally is allowed. Default: no. Needs <see cref="MaxStaleness"/>.</summary>
        public bool AllowNonIncremental { get; init; }
    }

    /// <summary>A stored table that a <see cref="QueryJob"/> rebuilds.</summary>
    /// <param name="Method">Which rows each run replaces.</param>
    public sealed record Rebuilt(Rebuild Method) : Materialization;
}

/// <summary>Which rows a rebuild replaces. Every method is one atomic MERGE: running it twice leaves the same rows.</summary>
public abstract record Rebuild
{
    private Rebuild()
    {
    }

    /// <summary>All rows.</summary>
    public sealed record Whole : Rebuild;

    /// <summary>The dates from <paramref name="Days"/> days before today up to today and later, today taken in the pipeline's zone.</summary>
    /// <param name="DateColumn">A DATE column of the output.</param>
    /// <param name="Days">Days before today; must reach as far back as the look-back of the sources, or corrections are lost (R76).</param>
    public sealed record Window(string DateColumn, int Days) : Rebuild;

    /// <summary>The rows whose keys the query returns.</summary>
    /// <param name="Keys">Columns that together identify a row.</param>
    public sealed record ByKey(IReadOnlyList<string> Keys) : Rebuild;
}
