-- Rows of the report whose hours are not the minutes of the corrected view divided by 60, or whose texts are no number and no truth value.
WITH minutes AS (
  SELECT WORK_ITEM_ID, USER_NAME, MAX(BUDGETED_MINUTES) AS budgeted_minutes
  FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
  GROUP BY WORK_ITEM_ID, USER_NAME
)
SELECT
  report.WORK_ITEM_ID,
  report.individual_budgeted_hours,
  report.has_individual_budget,
  minutes.budgeted_minutes
FROM `red-octane-444308-f4.karbon_data.WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5` AS report
JOIN minutes
  ON minutes.WORK_ITEM_ID = report.WORK_ITEM_ID AND minutes.USER_NAME = report.budget_user_name
WHERE COALESCE(ABS(SAFE_CAST(report.individual_budgeted_hours AS FLOAT64) * 60 - minutes.budgeted_minutes) > 0.01, TRUE)
  OR COALESCE(SAFE_CAST(report.has_individual_budget AS BOOL) != (minutes.budgeted_minutes > 0), TRUE)
ORDER BY WORK_ITEM_ID, individual_budgeted_hours
LIMIT 1000
