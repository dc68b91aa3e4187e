SELECT
  lead_date AS kpi_date,
  COUNT(*) AS leads,
  COUNTIF(is_new_customer) AS new_customer_leads
FROM `kpi-auto-471020.st_stage.leads_jobs`
GROUP BY kpi_date
