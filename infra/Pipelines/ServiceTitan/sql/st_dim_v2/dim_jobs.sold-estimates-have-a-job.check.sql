-- Sold estimates that no job in dim_jobs stands for: their sales are missing from every figure until the next rebuild.
-- Thirty days are enough: what is missing longer was found when it was younger.
SELECT
  estimates.id AS estimate_id,
  estimates.jobId AS job_id,
  estimates.soldOn AS sold_on,
  estimates.subtotal AS amount
FROM `kpi-auto-471020.st_raw_v2.raw_estimates` AS estimates
LEFT JOIN `kpi-auto-471020.st_dim_v2.dim_jobs` AS jobs ON jobs.jobId = estimates.jobId
WHERE estimates.status = 'Sold'
  AND estimates.soldOn BETWEEN TIMESTAMP_SUB(@now, INTERVAL 30 DAY) AND @now
  AND jobs.jobId IS NULL
ORDER BY sold_on, estimate_id
