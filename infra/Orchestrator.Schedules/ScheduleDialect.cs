namespace Orchestrator.Schedules;

/// <summary>Whose grammar a schedule is written in.</summary>
public enum ScheduleDialect
{
    /// <summary>Cloud Scheduler: unix-cron or English-like, in any zone of the tz database.</summary>
    CloudScheduler,

    /// <summary>BigQuery Data Transfer: English-like with `quarter`, at most every five minutes, always in UTC.</summary>
    DataTransfer,
}
