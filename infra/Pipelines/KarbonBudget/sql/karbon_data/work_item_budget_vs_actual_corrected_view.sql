-- Every row of the raw table, with a name in every row and no NULL. sync_reporting_date is kept: the history of a work item is read here.
SELECT
  WORK_ITEM_ID,
  COALESCE(NULLIF(USER_NAME, ''), 'nobody') AS USER_NAME,
  COALESCE(BUDGETED_MINUTES, 0) AS BUDGETED_MINUTES,
  sync_reporting_date
FROM `red-octane-444308-f4.karbon_data.WORK_ITEM_BUDGET_VS_ACTUAL_BQ`
WHERE WORK_ITEM_ID IS NOT NULL
