-- One row per job, joined with its customer and with what happened to it: appointments, estimates, invoices, payments.
-- The ingestors append every version of a record that changed inside their look-back, so each part takes the newest version of an id first.
WITH jobs AS (
  SELECT id, jobNumber, status, jobType, campaign, businessUnit, customerId, createdOn, completedOn
  FROM `kpi-auto-471020.st_raw_v2.raw_jobs`
  WHERE TRUE  -- QUALIFY asks for a WHERE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
customers AS (
  SELECT id, name, type, createdOn
  FROM `kpi-auto-471020.st_raw_v2.raw_customers`
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
appointments AS (
  SELECT id, jobId, startsOn
  FROM `kpi-auto-471020.st_raw_v2.raw_appointments`
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
estimates AS (
  SELECT id, jobId, status, subtotal, createdOn, soldOn
  FROM `kpi-auto-471020.st_raw_v2.raw_estimates`
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
invoices AS (
  SELECT id, jobId, total
  FROM `kpi-auto-471020.st_raw_v2.raw_invoices`
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
payments AS (
  SELECT id, invoiceId, amount
  FROM `kpi-auto-471020.st_raw_v2.raw_payments`
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY modifiedOn DESC) = 1
),
appointments_by_job AS (
  SELECT jobId, COUNT(*) AS appointmentCount, MIN(startsOn) AS firstAppointmentOn
  FROM appointments
  GROUP BY jobId
),
estimates_by_job AS (
  SELECT
    jobId,
    COUNT(*) AS estimateCount,
    MIN(createdOn) AS firstEstimateOn,
    MAX(IF(status = 'Sold', soldOn, NULL)) AS lastSoldOn,
    SUM(IF(status = 'Sold', subtotal, NULL)) AS soldAmount
  FROM estimates
  GROUP BY jobId
),
invoices_by_job AS (
  SELECT jobId, SUM(total) AS invoicedAmount
  FROM invoices
  GROUP BY jobId
),
payments_by_job AS (
  SELECT invoices.jobId, SUM(payments.amount) AS paidAmount
  FROM payments
  JOIN invoices ON invoices.id = payments.invoiceId
  GROUP BY invoices.jobId
)
SELECT
  jobs.id AS jobId,
  jobs.jobNumber,
  jobs.status,
  jobs.jobType,
  jobs.campaign,
  -- Dispatchers type business units by hand: spaces and case vary, and some are missing.
  COALESCE(NULLIF(UPPER(TRIM(REGEXP_REPLACE(jobs.businessUnit, r'\s+', ' '))), ''), 'UNASSIGNED') AS businessUnitNormalized,
  jobs.customerId,
  customers.name AS customerName,
  customers.type AS customerType,
  customers.createdOn AS customerCreatedOn,
  jobs.createdOn,
  -- Business dates are taken in Arizona, not in UTC: an evening call belongs to the day on which it rang.
  DATE(jobs.createdOn, 'America/Phoenix') AS createdDate,
  jobs.completedOn,
  COALESCE(appointments_by_job.appointmentCount, 0) AS appointmentCount,
  appointments_by_job.firstAppointmentOn,
  COALESCE(estimates_by_job.estimateCount, 0) AS estimateCount,
  estimates_by_job.firstEstimateOn,
  estimates_by_job.lastSoldOn,
  COALESCE(estimates_by_job.soldAmount, 0) AS soldAmount,
  COALESCE(invoices_by_job.invoicedAmount, 0) AS invoicedAmount,
  COALESCE(payments_by_job.paidAmount, 0) AS paidAmount
FROM jobs
LEFT JOIN customers ON customers.id = jobs.customerId
LEFT JOIN appointments_by_job ON appointments_by_job.jobId = jobs.id
LEFT JOIN estimates_by_job ON estimates_by_job.jobId = jobs.id
LEFT JOIN invoices_by_job ON invoices_by_job.jobId = jobs.id
LEFT JOIN payments_by_job ON payments_by_job.jobId = jobs.id
