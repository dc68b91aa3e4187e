-- Counted as the plan counts: whoever is an MQL on two dates or in two regions is one in the funnel and two in the plan. Nobody is named: a hash will do.
SELECT TO_HEX(SHA256(Email)) AS email_hash, COUNT(DISTINCT DATE(MQL_DT, 'UTC')) AS dates, COUNT(DISTINCT Region) AS regions
FROM `data-analytics-306119.MarketingFunnel.R360InboundFunnel`
WHERE MQL_DT IS NOT NULL
  AND (SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE)
  AND MQL_Reverted = FALSE
  AND Region IS NOT NULL
  AND Email IS NOT NULL
GROUP BY Email
HAVING COUNT(DISTINCT DATE(MQL_DT, 'UTC')) > 1 OR COUNT(DISTINCT Region) > 1
