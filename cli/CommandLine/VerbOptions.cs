using NodaTime;

namespace Orchestrator.Cli;

/// <summary>The formats in which a report can be printed.</summary>
public enum ReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>For programs: nothing but one JSON document on the output.</summary>
    Json,

    /// <summary>For a pull request or a page.</summary>
    Markdown,

    /// <summary>JUnit XML, for build servers.</summary>
    JUnit,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>One HTML file, to read, print or attach.</summary>
    Html,
}

/// <summary>A file that a report is written to, besides what is printed.</summary>
/// <param name="Format">In which format.</param>
/// <param name="Path">The path; a full one once the options are read.</param>
public sealed record OutputFile(ReportFormat Format, string Path);

/// <summary>Where a pipeline is deployed to and observed.</summary>
public enum Target
{
    /// <summary>The local Google, started in this process when none answers.</summary>
    Local,

    /// <summary>Google Cloud, with application default credentials.</summary>
    Gcp,
}

/// <summary>What the user asked for, common to all verbs that concern a pipeline.</summary>
public sealed record VerbOptions
{
    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The verb, by which the jobs that it starts are labelled. Default: not known, and no label.</summary>
    public string Verb { get; init; } = "";

    /// <summary>How to print.</summary>
    public ReportFormat Format { get; init; }

    /// <summary>Files that the report is written to as well. Default: none.</summary>
    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];

    /// <summary>Where to look.</summary>
    public Target Target { get; init; }

    /// <summary>The instant to judge at; null means the clock of the target.</summary>
    public Instant? At { get; init; }

    /// <summary>The address of a running local Google; null means the usual port, or one of our own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The project to deploy to; null means the one that the declaration names.</summary>
    public string? Project { get; init; }

    /// <summary>The folder in which the local Google keeps its data, and <c>up</c> its journal.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Whether every table is read anew, instead of only those that changed since the last run.</summary>
    public bool Fresh { get; init; }

    /// <summary>The target as reports spell it.</summary>
    public string TargetName => Target == Target.Gcp ? "gcp" : "local";
}
