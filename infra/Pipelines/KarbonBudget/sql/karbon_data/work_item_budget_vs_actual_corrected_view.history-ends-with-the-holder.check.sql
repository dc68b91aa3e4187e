-- The history of work items, newest first: budgets of people who have none on the newest date. After a full sync that replaces there are no older
-- dates; where there are, each of these rows is a budget that was taken away and is still shown.
WITH newest AS (
  SELECT MAX(sync_reporting_date) AS sync_reporting_date
  FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
),
holders AS (
  SELECT WORK_ITEM_ID, USER_NAME
  FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
  WHERE BUDGETED_MINUTES > 0 AND sync_reporting_date = (SELECT sync_reporting_date FROM newest)
)
SELECT
  history.WORK_ITEM_ID,
  history.USER_NAME,
  history.BUDGETED_MINUTES,
  history.sync_reporting_date
FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view` AS history
LEFT JOIN holders
  ON holders.WORK_ITEM_ID = history.WORK_ITEM_ID AND holders.USER_NAME = history.USER_NAME
WHERE history.BUDGETED_MINUTES > 0 AND holders.WORK_ITEM_ID IS NULL
ORDER BY sync_reporting_date DESC, USER_NAME, WORK_ITEM_ID
LIMIT 1000
