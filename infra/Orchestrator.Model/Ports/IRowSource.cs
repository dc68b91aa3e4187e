namespace Orchestrator.Model;

/// <summary>
/// The rows of one table or view in one system, for a comparison with those of another. Every answer is of one snapshot where the system has such a
/// thing. Checksums and values are made of the same canonical text in every system: see <see cref="ValueKind"/>.
/// </summary>
public interface IRowSource : IAsyncDisposable
{
    /// <summary>How reports name it, such as <c>bigquery:app.orders</c>. Never a secret.</summary>
    string Name { get; }

    /// <summary>What has been asked and moved so far.</summary>
    RowTraffic Traffic { get; }

    /// <summary>The columns, and which of them the system itself keeps unique.</summary>
    Task<RowShape> DescribeAsync(CancellationToken cancellation);

    /// <summary>How many rows there are, and between which keys.</summary>
    Task<KeyExtent> ExtentAsync(RowSelection selection, CancellationToken cancellation);

    /// <summary>Values of the first key column, each once, chosen by a hash of the value, so that the same table gives the same sample.</summary>
    /// <param name="selection">Which rows and columns.</param>
    /// <param name="share">Which share of the values, 0 to 1.</param>
    /// <param name="cancellation">Stops the query.</param>
    Task<IReadOnlyList<string>> SampleKeysAsync(RowSelection selection, double share, CancellationToken cancellation);

    /// <summary>Count and checksum of each range, in one query. Ranges without rows may be left out of the answer.</summary>
    /// <param name="selection">Which rows and columns.</param>
    /// <param name="ranges">Ranges that do not overlap, ascending.</param>
    /// <param name="cancellation">Stops the query.</param>
    Task<IReadOnlyList<SegmentChecksum>> ChecksumsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation);

    /// <summary>All rows of some ranges, in one query: canonical texts of the key columns and the compared columns, in the selection's order; null is NULL.</summary>
    Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation);

    /// <summary>Keys that more than one row has.</summary>
    /// <param name="selection">Which rows and columns.</param>
    /// <param name="most">How many of them are given.</param>
    /// <param name="cancellation">Stops the query.</param>
    Task<RepeatedKeys> RepeatedKeysAsync(RowSelection selection, int most, CancellationToken cancellation);
}

/// <summary>What a column of a compared table holds: it decides the canonical text that is hashed and compared. NULL has no text.</summary>
public enum ValueKind
{
    /// <summary>Something that has no canonical text here: JSON, arrays, structs, geography, ranges.</summary>
    Unsupported,

    /// <summary>A whole number: its digits.</summary>
    Integer,

    /// <summary>An exact decimal number: digits without zeros at the end of the fraction, never an exponent. A whole one has the text of an <see cref="Integer"/>.</summary>
    Decimal,

    /// <summary>A binary floating-point number: 17 significant digits with an exponent, which no other double has. Both zeros are <c>0</c>; <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Unicode text as it is stored: case, blanks and normalization count.</summary>
    Text,

    /// <summary>Bytes: lower-case hexadecimal digits.</summary>
    Bytes,

    /// <summary>A calendar day: <c>2026-03-08</c>.</summary>
    Date,

    /// <summary>An instant: microseconds since 1970-01-01 00:00 UTC.</summary>
    Timestamp,

    /// <summary>A local date and time without a zone: microseconds since 1970-01-01 00:00 as if it were in UTC.</summary>
    DateTime,

    /// <summary>A time of day: microseconds since midnight.</summary>
    Time,
}

/// <summary>A column as its system spells it.</summary>
/// <param name="Name">Its name in that system.</param>
/// <param name="Type">The type in that system's words, for people.</param>
/// <param name="Kind">What it holds.</param>
public sealed record RowColumn(string Name, string Type, ValueKind Kind);

/// <summary>The columns of a source.</summary>
/// <param name="Columns">In the table's order.</param>
/// <param name="UniqueKeys">Sets of columns, none of them nullable, that the system keeps unique (a primary key, a unique constraint); empty when it promises nothing.</param>
public sealed record RowShape(IReadOnlyList<RowColumn> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys);

/// <summary>Which rows and columns of a source are compared.</summary>
/// <param name="Key">The columns that identify a row; the ranges are of the first, which is an Integer or Text. Rows with a NULL in any of them are in no range.</param>
/// <param name="Compared">The other columns whose values are compared.</param>
/// <param name="Where">A condition in the system's own SQL, or null for all rows.</param>
public sealed record RowSelection(IReadOnlyList<RowColumn> Key, IReadOnlyList<RowColumn> Compared, string? Where)
{
    /// <summary>Key columns and compared columns, in this order.</summary>
    public IEnumerable<RowColumn> All => Key.Concat(Compared);
}

/// <summary>A range of values of the first key column: numbers by size, texts by their UTF-8 bytes.</summary>
/// <param name="From">The first value, included.</param>
/// <param name="Before">The value behind the last, not included; null when there is no end.</param>
public sealed record KeyRange(string From, string? Before);

/// <summary>How many rows a source has, and between which keys.</summary>
/// <param name="Rows">Rows whose key columns are all there.</param>
/// <param name="NullKeys">Rows with a NULL in a key column.</param>
/// <param name="First">The smallest value of the first key column; null when there is no row with a key.</param>
/// <param name="Last">The largest.</param>
public sealed record KeyExtent(long Rows, long NullKeys, string? First, string? Last);

/// <summary>The rows of a range in one figure that does not depend on their order.</summary>
/// <param name="Range">The range.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Checksum">The sum, over its rows, of the first 60 bits of the MD5 of the row's canonical text.</param>
public sealed record SegmentChecksum(KeyRange Range, long Rows, Int128 Checksum);

/// <summary>Keys that more than one row has.</summary>
/// <param name="Keys">How many such keys there are.</param>
/// <param name="First">The first of them: the canonical texts of the key columns, and how many rows have them.</param>
public sealed record RepeatedKeys(long Keys, IReadOnlyList<RepeatedKey> First);

/// <summary>A key that more than one row has.</summary>
/// <param name="Key">Canonical texts of the key columns.</param>
/// <param name="Rows">How many rows have it.</param>
public sealed record RepeatedKey(IReadOnlyList<string> Key, long Rows);

/// <summary>What a source was asked and gave.</summary>
/// <param name="Queries">Statements that read data.</param>
/// <param name="Rows">Rows that came back, of every kind.</param>
/// <param name="Bytes">UTF-8 bytes of the values in them, without the protocol around.</param>
/// <param name="BytesProcessed">What the service says it read, where it bills that; null where it does not.</param>
public sealed record RowTraffic(long Queries, long Rows, long Bytes, long? BytesProcessed);
