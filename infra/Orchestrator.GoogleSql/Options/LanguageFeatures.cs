using Zetasql;
using Zetasql.Internal;

namespace Orchestrator.GoogleSql;

/// <summary>The GoogleSQL dialect that BigQuery speaks, as far as the analyzer's version knows it.</summary>
public static class LanguageFeatures
{
    /// <summary>What BigQuery has and the analyzer's "maximum features" leave out, because they were in development in its version.</summary>
    public static IReadOnlyList<LanguageFeature> Extra { get; } =
    [
        LanguageFeature.FeatureAlterColumnSetDataType,
        LanguageFeature.FeatureIntervalType,
        LanguageFeature.FeatureTimeBucketFunctions,
        LanguageFeature.FeatureV13CollationSupport,
        LanguageFeature.FeatureV14GroupingBuiltin,
        LanguageFeature.FeatureV14GroupingSets,
    ];

    /// <summary>
    /// Options for analysis: maximum features, the extra ones, external product mode (FLOAT64, no unsigned integers), every kind of statement.
    /// Not for evaluation: with grouping sets on, the evaluator loses the grand total.
    /// </summary>
    public static LanguageOptionsProto Analysis() => Build([.. Maximum, .. Extra]);

    /// <summary>Options for evaluation: as for analysis, without grouping sets.</summary>
    public static LanguageOptionsProto Evaluation() => Build(
        [.. Maximum, .. Extra.Where(f => f is not (LanguageFeature.FeatureV14GroupingBuiltin or LanguageFeature.FeatureV14GroupingSets))]);

    /// <summary>What the analyzer itself calls its maximum: every feature that is meant to be on and not in development.</summary>
    public static IReadOnlyList<LanguageFeature> Maximum { get; } =
    [
        .. from value in Zetasql.OptionsReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(LanguageFeature)).Values
           where value.Name.StartsWith("FEATURE_", StringComparison.Ordinal)
           let options = value.GetOptions()?.GetExtension(OptionsExtensions.LanguageFeatureOptions) ?? new LanguageFeatureOptions()
           where options.IdeallyEnabled && !options.InDevelopment
           select (LanguageFeature)value.Number,
    ];

    private static LanguageOptionsProto Build(IEnumerable<LanguageFeature> features)
    {
        var options = new LanguageOptionsProto { ProductMode = ProductMode.ProductExternal, NameResolutionMode = NameResolutionMode.NameResolutionDefault };
        options.EnabledLanguageFeatures.AddRange(features.Distinct());
        // BigQuery reserves it; unreserved, "FROM t QUALIFY ..." would read it as an alias.
        options.ReservedKeywords.Add("QUALIFY");
        return options;
    }
}
