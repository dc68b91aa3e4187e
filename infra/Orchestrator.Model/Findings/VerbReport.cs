using NodaTime;

namespace Orchestrator.Model;

/// <summary>What a verb of the command line found, for every renderer: text, Markdown, JSON.</summary>
public sealed record VerbReport
{
    /// <summary>The verb: <c>plan</c>, <c>drift</c> ...</summary>
    public required string Verb { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary><c>local</c> or <c>gcp</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The one instant at which everything was judged.</summary>
    public required Instant At { get; init; }

    /// <summary>0 clean, 1 mistake or failure, 2 changes or findings, 3 could not observe.</summary>
    public required int Exit { get; init; }

    /// <summary>The title of a document of its own, which tells its sections first and lists the findings at its end. Default: none, the verb and the pipeline are named.</summary>
    public string? Title { get; init; }

    /// <summary>One line that says it all.</summary>
    public required string Headline { get; init; }

    /// <summary>Findings in their final order.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Diagnostics in their final order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What was looked at and is as it should be, where the verb knows it one by one, such as checks that hold. Default: not known.</summary>
    public IReadOnlyList<Healthy> Healthy { get; init; } = [];

    /// <summary>Figures of the verb, by name in JSON spelling: numbers, texts, lists and records of System.Text.Json nodes' simple kinds.</summary>
    public IReadOnlyDictionary<string, object?> Summary { get; init; } = new Dictionary<string, object?>();

    /// <summary>What people read besides the findings: tables, paragraphs, pictures in text.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];
}

/// <summary>Something that was looked at and is as it should be.</summary>
/// <param name="Subject">What: <c>check/sync-fresh</c>.</param>
/// <param name="Says">What holds, in one sentence.</param>
public sealed record Healthy(string Subject, string Says);

/// <summary>A headed part of a report.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">Its content in order.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A piece of a report: a paragraph, a table, or a picture made of text.</summary>
public abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>Running text.</summary>
    /// <param name="Text">Plain text; renderers escape it for where it goes.</param>
    public sealed record Paragraph(string Text) : ReportBlock;

    /// <summary>A table.</summary>
    /// <param name="Header">Column headings.</param>
    /// <param name="Rows">Cells, as many as headings.</param>
    public sealed record Grid(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

    /// <summary>Text whose spaces matter: a calendar, a diff.</summary>
    /// <param name="Lines">Lines of at most 100 characters.</param>
    public sealed record Picture(IReadOnlyList<string> Lines) : ReportBlock;

    /// <summary>A diagram: drawn where Mermaid is drawn, told in lines elsewhere.</summary>
    /// <param name="Mermaid">The diagram in Mermaid's language.</param>
    /// <param name="Lines">The same as text.</param>
    public sealed record Diagram(IReadOnlyList<string> Mermaid, IReadOnlyList<string> Lines) : ReportBlock;
}
