-- The history of work items, newest first: people who had a budget on some date and have none on the newest one. After a full sync that replaces
-- there is one date only; where there are more, each of these budgets was taken away and is still shown.
SELECT
  WORK_ITEM_ID,
  USER_NAME,
  MAX(BUDGETED_MINUTES) AS BUDGETED_MINUTES,
  MAX(sync_reporting_date) AS last_held_on
FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
WHERE BUDGETED_MINUTES > 0
GROUP BY WORK_ITEM_ID, USER_NAME
HAVING MAX(sync_reporting_date) < (SELECT MAX(sync_reporting_date) FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`)
ORDER BY last_held_on DESC, USER_NAME, WORK_ITEM_ID
LIMIT 1000
