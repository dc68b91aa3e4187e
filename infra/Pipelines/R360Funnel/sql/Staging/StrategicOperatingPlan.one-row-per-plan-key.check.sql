SELECT RecordType, Percentile, FunnelType, Source, Region, TargetDate, COUNT(*) AS rows_of_key
FROM `data-analytics-306119.Staging.StrategicOperatingPlan`
GROUP BY RecordType, Percentile, FunnelType, Source, Region, TargetDate
HAVING COUNT(*) > 1
