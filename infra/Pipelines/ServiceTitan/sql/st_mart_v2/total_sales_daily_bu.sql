-- Sales by the date on which the customer said yes, which can be months after the job was booked.
WITH estimates AS (
  SELECT id, jobId, status, subtotal, soldOn
  FROM `kpi-auto-471020.st_raw_v2.raw_estimates`
  WHERE TRUE  -- QUALIFY asks for a WHERE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
)
SELECT
  DATE(estimates.soldOn, 'America/Phoenix') AS kpi_date,
  jobs.businessUnitNormalized,
  COUNT(*) AS sold_estimates,
  SUM(estimates.subtotal) AS total_sales
FROM estimates
JOIN `kpi-auto-471020.st_dim_v2.dim_jobs` AS jobs
  ON jobs.jobId = estimates.jobId
  -- A sale that dim_jobs does not know yet waits for its next rebuild, so that sales and opportunities tell one story of a day.
  AND estimates.soldOn <= jobs.lastSoldOn
WHERE estimates.status = 'Sold'
GROUP BY kpi_date, businessUnitNormalized
