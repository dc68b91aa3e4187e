using System.CommandLine;
using System.CommandLine.Parsing;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The flags of <c>check</c> beside those of every verb.</summary>
internal static class CheckOptions
{
    /// <summary>How many bytes the run may bill.</summary>
    public static readonly Option<ByteSize?> Budget = new("--budget")
    {
        Description = "The most that the run may bill, for example 1GB, 500MB or 2GiB. More, and nothing is run: what each scan and check costs is said, and what to leave out.",
        HelpName = "size",
        CustomParser = ParseSize,
    };

    /// <summary>Whether the statements are shown and nothing is run.</summary>
    public static readonly Option<bool> Sql = new("--sql") { Description = "Show the statements of all checks, with their values, and run nothing: no target is needed." };

    private static ByteSize? ParseSize(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ByteSize.TryRead(text) is { } size) return size;
        result.AddError($"--budget '{text}' is not a size: write a number of at least one byte and a unit, such as 500MB, 1GB or 2GiB.");
        return null;
    }
}
