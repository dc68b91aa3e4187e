namespace Orchestrator.Google;

/// <summary>Reads a list page by page.</summary>
internal static class Paging
{
    /// <summary>All pages as they arrive.</summary>
    /// <param name="resource">The list, for messages.</param>
    /// <param name="read">Reads the page with a token (null: the first) and gives its items and the next token.</param>
    /// <exception cref="GoogleAnswerException">A page token came twice: the list would never end.</exception>
    public static async IAsyncEnumerable<T> PagesAsync<T>(string resource, Func<string?, Task<(T Page, string? Next)>> read)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var (page, next) = await read(token);
            yield return page;
            token = string.IsNullOrEmpty(next) ? null : next;
            if (token is not null && !seen.Add(token))
                throw new GoogleAnswerException(new("GET", resource, 200, null, null), "a page token came twice, so the list would never end");
        }
        while (token is not null);
    }
}
