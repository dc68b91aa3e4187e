namespace Orchestrator.Pipelines;

/// <summary>The statements of the world as it was found.</summary>
internal static class SyncAsFound
{
    /// <summary>What the sync ran. It lists regions, stops before today, and touches only rows for which it finds leads.</summary>
    public static string Statement(string project) => $"""
        MERGE `{project}.Staging.StrategicOperatingPlan` AS sop
        USING (
          SELECT Region, DATE(MQL_DT) AS MQL_Date, COUNT(DISTINCT Email) AS MQLs
          FROM `{project}.MarketingFunnel.R360InboundFunnel`
          WHERE (SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE) AND MQL_Reverted = FALSE AND Email IS NOT NULL
            AND Region IN ('AMER', 'APAC')
            AND DATE(MQL_DT) < CURRENT_DATE()
          GROUP BY Region, MQL_Date
        ) AS leads
        ON sop.RecordType = 'R360' AND sop.FunnelType = 'R360 INBOUND' AND sop.Source = 'INBOUND' AND sop.Region = leads.Region AND sop.TargetDate = leads.MQL_Date
        WHEN MATCHED THEN UPDATE SET Actual_MQL = leads.MQLs
        """;

    /// <summary>The targets: three regions, three percentiles, every date from December to March.</summary>
    public static string Targets(string project) => $"""
        INSERT INTO `{project}.Planning.R360Targets` (RecordType, Percentile, FunnelType, Source, Region, TargetDate, Target_MQL)
        SELECT 'R360', percentile, 'R360 INBOUND', 'INBOUND', region, planned, CASE region WHEN 'AMER' THEN 2.0 WHEN 'EMEA' THEN 1.0 ELSE 0.25 END
        FROM UNNEST(GENERATE_DATE_ARRAY(DATE '2025-12-01', DATE '2026-03-31')) AS planned
        CROSS JOIN UNNEST({List(R360Funnel.Regions)}) AS region
        CROSS JOIN UNNEST({List(["P10", "P50", "P90"])}) AS percentile
        """;

    /// <summary>The plan as planning had loaded it, before any sync: rows for every region, and no actual number.</summary>
    public static string Planned(string project) => $"""
        INSERT INTO `{project}.Staging.StrategicOperatingPlan` (RecordType, Percentile, FunnelType, Source, Region, TargetDate, Target_MQL)
        SELECT RecordType, Percentile, FunnelType, Source, Region, TargetDate, Target_MQL
        FROM `{project}.Planning.R360Targets`
        """;

    private static string List(IReadOnlyList<string> texts) => $"[{string.Join(", ", texts.Select(t => $"'{t}'"))}]";
}
