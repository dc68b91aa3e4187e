-- The full sync of 06:00 has ended by 06:30: from then on the newest rows must be of today, before it of yesterday. An empty table is never fresh.
SELECT MAX(sync_reporting_date) AS newest, COUNT(*) AS row_count
FROM `red-octane-444308-f4.karbon_data.WORK_ITEM_BUDGET_VS_ACTUAL_BQ`
HAVING COALESCE(MAX(sync_reporting_date) < DATE(TIMESTAMP_SUB(@now, INTERVAL 390 MINUTE), 'UTC'), TRUE)
