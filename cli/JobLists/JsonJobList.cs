namespace Orchestrator.Cli;

internal static class JsonJobList
{
    public static JobList Read(string text, string file) => JobList.Unreadable("JSON is not read.", text.Length.ToString(), new(file));
}
