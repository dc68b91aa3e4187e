namespace Orchestrator.Model;

/// <summary>What BigQuery can and cannot do to the columns of a table that exists (source: the BigQuery reference of ALTER TABLE and of tables.patch).</summary>
public static class ColumnChanges
{
    private const string Root = "schema.";
    private const string Required = " REQUIRED";

    private static readonly (string From, string To)[] Wider =
    [
        ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "BIGNUMERIC"), ("NUMERIC", "FLOAT64"), ("BIGNUMERIC", "FLOAT64"),
    ];

    /// <summary>Whether a column of one type can take another one and keep its values.</summary>
    /// <param name="from">A canonical type.</param>
    /// <param name="to">A canonical type.</param>
    public static bool IsWider(string from, string to) => Wider.Contains((from, to));

    /// <summary>Whether a difference is only a rule that falls: REQUIRED becomes NULLABLE.</summary>
    public static bool IsRelaxed(string live, string declared) =>
        live.EndsWith(Required, StringComparison.Ordinal) && declared == live.Replace(Required, " NULLABLE", StringComparison.Ordinal);

    /// <summary>
    /// Whether differences can be carried out only on a new table. A REQUIRED column can neither be added nor be made of another one; and a field
    /// inside a STRUCT goes only with its whole column, which then has to be added again.
    /// </summary>
    internal static bool NeedNewTable(IReadOnlyList<PropertyDifference> differences, ResourceState desired) => differences.Any(d =>
        d.Property.StartsWith(Root, StringComparison.Ordinal) && (IsTightened(d) || (DropsField(d) && IsRequired(desired.Properties.GetValueOrDefault(Column(d.Property))))));

    private static bool IsTightened(PropertyDifference difference) =>
        IsRequired(difference.Declared) && !(IsRequired(difference.Live) && IsWider(difference.Live!.Split(' ')[0], difference.Declared!.Split(' ')[0]) && Column(difference.Property) == difference.Property);

    private static bool DropsField(PropertyDifference difference) => Column(difference.Property) != difference.Property
        && difference.Live is { } live && (difference.Declared is not { } declared || !IsRelaxed(live, declared));

    private static bool IsRequired(string? column) => column?.EndsWith(Required, StringComparison.Ordinal) == true;

    // The column of the table to which a field belongs.
    private static string Column(string property) => string.Join('.', property.Split('.').Take(2));
}
