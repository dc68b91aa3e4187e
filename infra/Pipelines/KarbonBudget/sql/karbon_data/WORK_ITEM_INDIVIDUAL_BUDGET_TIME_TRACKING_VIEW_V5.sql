-- One row per work item and person. The raw table holds one snapshot, so each pair is there once and MAX only names its value;
-- with rows of older snapshots beside it, a budget that was taken away would still be shown.
WITH budgets AS (
  SELECT WORK_ITEM_ID, USER_NAME, MAX(BUDGETED_MINUTES) AS BUDGETED_MINUTES
  FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
  GROUP BY WORK_ITEM_ID, USER_NAME
)
SELECT
  budgets.WORK_ITEM_ID,
  details.WORK_TITLE,
  budgets.USER_NAME AS budget_user_name,
  -- Text, as the report tool has always read it: "7", "true".
  CAST(budgets.BUDGETED_MINUTES / 60 AS STRING) AS individual_budgeted_hours,
  CAST(budgets.BUDGETED_MINUTES > 0 AS STRING) AS has_individual_budget
FROM budgets
LEFT JOIN `red-octane-444308-f4.karbon_data.WORK_ITEM_DETAILS_BQ` AS details
  ON details.WORK_ITEM_ID = budgets.WORK_ITEM_ID
