-- An opportunity is a job for which at least one estimate was written; it belongs to the date of the first one.
SELECT
  DATE(firstEstimateOn, 'America/Phoenix') AS opportunity_date,
  jobId AS job_id,
  businessUnitNormalized,
  estimateCount AS estimate_count,
  lastSoldOn IS NOT NULL AS is_won,
  soldAmount AS sold_amount
FROM `kpi-auto-471020.st_dim_v2.dim_jobs`
WHERE estimateCount > 0
