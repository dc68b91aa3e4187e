namespace Orchestrator.Model;

/// <summary>The target of an HTTP job is somebody, over TLS, and can take the request.</summary>
internal static class TargetRules
{
    private static readonly IReadOnlyList<string> PlaceholderWords = ["your-", "your_", "changeme", "placeholder", "todo", "<", "{", "%7b", "%3c"];
    private static readonly IReadOnlyList<string> ReservedHosts = ["example.com", "example.org", "example.net", "example", "invalid"];
    private static readonly IReadOnlyList<string> Methods = ["POST", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"];

    public static IEnumerable<Diagnostic> Find(Pipeline pipeline) => pipeline.Jobs.OfType<HttpJob>().SelectMany(Find);

    private static IEnumerable<Diagnostic> Find(HttpJob job)
    {
        var subject = job.ResourceId.ToString();
        if (!job.Uri.IsAbsoluteUri || job.Uri.Scheme is not ("http" or "https"))
        {
            yield return DiagnosticFacts.BodyNotSent.On(
                subject, $"'{job.Uri.OriginalString}' is not an address that Cloud Scheduler can call.", "Write a whole address with https://.");
            yield break;
        }
        if (IsPlaceholder(job.Uri))
            yield return DiagnosticFacts.PlaceholderTarget.On(
                subject, $"'{job.Uri.OriginalString}' is a placeholder: the job would call nobody.", "Write the address of the service.");
        if (job.Uri.Scheme == "http" && !job.Uri.IsLoopback)
            yield return DiagnosticFacts.PlainHttp.On(subject, $"'{job.Uri.OriginalString}' would carry the job's token in the clear.", "Use https://.");
        if (!Methods.Contains(job.Method))
            yield return DiagnosticFacts.BodyNotSent.On(subject, $"'{job.Method}' is not a method of Cloud Scheduler.", $"Use one of {string.Join(", ", Methods)}.");
        else if (!string.IsNullOrEmpty(job.Body) && job.Method is not ("POST" or "PUT" or "PATCH"))
            yield return DiagnosticFacts.BodyNotSent.On(
                subject, $"Cloud Scheduler sends no body with {job.Method}.", "Use POST, PUT or PATCH, or leave the body out.");
    }

    private static bool IsPlaceholder(Uri uri) =>
        PlaceholderWords.Any(word => uri.OriginalString.Contains(word, StringComparison.OrdinalIgnoreCase))
        || ReservedHosts.Any(host => uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.Ordinal));
}
