SELECT
  opportunity_date AS kpi_date,
  COUNT(*) AS opportunities,
  COUNTIF(is_won) AS won,
  SAFE_DIVIDE(COUNTIF(is_won), COUNT(*)) AS close_rate,
  SUM(sold_amount) AS sold_amount
FROM `kpi-auto-471020.st_stage.opportunity_jobs`
GROUP BY kpi_date
