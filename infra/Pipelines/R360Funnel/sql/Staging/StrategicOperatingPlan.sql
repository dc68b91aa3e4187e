-- Targets with the actual number of MQLs beside them, for every region and date there is: an MQL whose region or date nobody planned has a row of its own.
WITH actuals AS (
  SELECT Region, DATE(MQL_DT, 'UTC') AS MQL_Date, COUNT(DISTINCT Email) AS MQLs
  FROM `data-analytics-306119.MarketingFunnel.R360InboundFunnel`
  WHERE MQL_DT IS NOT NULL
    AND (SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE)
    AND MQL_Reverted = FALSE
    AND Region IS NOT NULL
    AND Email IS NOT NULL
  GROUP BY Region, MQL_Date
),
targets AS (
  SELECT
    RecordType, Percentile, FunnelType, Source, Region, TargetDate, Target_MQL,
    RecordType = 'R360' AND FunnelType = 'R360 INBOUND' AND Source = 'INBOUND' AS IsInbound
  FROM `data-analytics-306119.Planning.R360Targets`
)
SELECT
  COALESCE(targets.RecordType, 'R360') AS RecordType,
  COALESCE(targets.Percentile, 'P50') AS Percentile,
  COALESCE(targets.FunnelType, 'R360 INBOUND') AS FunnelType,
  COALESCE(targets.Source, 'INBOUND') AS Source,
  COALESCE(targets.Region, actuals.Region) AS Region,
  COALESCE(targets.TargetDate, actuals.MQL_Date) AS TargetDate,
  targets.Target_MQL,
  -- Nothing is known of the days to come; until today no MQL is the number 0, not NULL.
  IF(COALESCE(targets.IsInbound, TRUE) AND COALESCE(targets.TargetDate, actuals.MQL_Date) <= CURRENT_DATE('UTC'), COALESCE(actuals.MQLs, 0), NULL) AS Actual_MQL
FROM targets
FULL OUTER JOIN actuals ON targets.Region = actuals.Region AND targets.TargetDate = actuals.MQL_Date AND targets.IsInbound
