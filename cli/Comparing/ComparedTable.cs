using System.Text.RegularExpressions;
using Orchestrator.Model;
using Orchestrator.Postgres;

namespace Orchestrator.Cli;

/// <summary>A side of a comparison as it is spelt on the command line.</summary>
/// <param name="Text">The text, which is its name in reports: it never holds a secret.</param>
internal abstract partial record ComparedTable(string Text)
{
    /// <summary>How both kinds are written.</summary>
    public const string Spelling = "bigquery:dataset.table, bigquery:project.dataset.table or postgres:ENV_VARIABLE/schema.table";

    /// <summary>A table of BigQuery; without a project, of the one that --project names.</summary>
    public sealed record BigQuery(string Text, string? Project, TableId Table) : ComparedTable(Text);

    /// <summary>A table of PostgreSQL, whose connection string an environment variable holds.</summary>
    public sealed record Postgres(string Text, string Variable, PostgresTable Table) : ComparedTable(Text);

    /// <summary>Reads it; null when it is neither.</summary>
    public static ComparedTable? TryRead(string text)
    {
        if (BigQueryTable().Match(text) is { Success: true } google)
        {
            try
            {
                return new BigQuery(text, google.Groups["project"] is { Success: true } project ? project.Value : null, TableId.Parse(google.Groups["table"].Value));
            }
            catch (ArgumentException)
            {
                // A part of it is not a name of BigQuery's: the caller says how it is written.
                return null;
            }
        }

        return PostgresTable().Match(text) is { Success: true } other ? new Postgres(text, other.Groups["variable"].Value, new(other.Groups["schema"].Value, other.Groups["table"].Value)) : null;
    }

    [GeneratedRegex(@"^bigquery:((?<project>[a-z0-9.:-]+)\.)?(?<table>[^./:]+\.[^./:]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BigQueryTable();

    [GeneratedRegex(@"^postgres:(?<variable>[A-Za-z_][A-Za-z0-9_]*)/(?<schema>[^./]+)\.(?<table>[^/]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostgresTable();
}
