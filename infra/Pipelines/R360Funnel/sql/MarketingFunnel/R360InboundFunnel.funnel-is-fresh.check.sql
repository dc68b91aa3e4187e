-- A funnel without any MQL is not fresh either.
SELECT MAX(MQL_DT) AS newest
FROM `data-analytics-306119.MarketingFunnel.R360InboundFunnel`
HAVING MAX(MQL_DT) IS NULL OR MAX(MQL_DT) < TIMESTAMP_SUB(@now, INTERVAL 48 HOUR)
