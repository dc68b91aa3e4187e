-- A lead is a job that somebody booked. Recalls and warranty visits repair our own work: they are no new demand.
SELECT
  createdDate AS lead_date,
  jobId AS job_id,
  businessUnitNormalized,
  campaign,
  customerType AS customer_type,
  COALESCE(DATE(customerCreatedOn, 'America/Phoenix') = createdDate, FALSE) AS is_new_customer
FROM `kpi-auto-471020.st_dim_v2.dim_jobs`
WHERE jobType NOT IN ('Recall', 'Warranty')
