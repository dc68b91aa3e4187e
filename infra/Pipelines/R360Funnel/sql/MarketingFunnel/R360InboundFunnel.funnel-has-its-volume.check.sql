-- The seven days before today against the seven before them.
SELECT Region, COUNTIF(MQL_Date >= DATE_SUB(@today, INTERVAL 7 DAY)) AS last_week, COUNTIF(MQL_Date < DATE_SUB(@today, INTERVAL 7 DAY)) AS week_before
FROM (
  SELECT Region, DATE(MQL_DT, 'UTC') AS MQL_Date
  FROM `data-analytics-306119.MarketingFunnel.R360InboundFunnel`
  WHERE DATE(MQL_DT, 'UTC') BETWEEN DATE_SUB(@today, INTERVAL 14 DAY) AND DATE_SUB(@today, INTERVAL 1 DAY)
)
GROUP BY Region
HAVING COUNTIF(MQL_Date < DATE_SUB(@today, INTERVAL 7 DAY)) >= 10
  AND COUNTIF(MQL_Date >= DATE_SUB(@today, INTERVAL 7 DAY)) * 2 < COUNTIF(MQL_Date < DATE_SUB(@today, INTERVAL 7 DAY))
