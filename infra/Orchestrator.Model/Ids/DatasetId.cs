using System.Text.RegularExpressions;

namespace Orchestrator.Model;

/// <summary>The name of a BigQuery dataset inside the pipeline's project: letters, digits and underscores, at most 1,024 characters.</summary>
public sealed partial record DatasetId
{
    /// <summary>Names a dataset.</summary>
    /// <exception cref="ArgumentException">The name is not one that BigQuery accepts.</exception>
    public DatasetId(string name)
    {
        if (!Valid().IsMatch(name)) throw new ArgumentException($"'{name}' is not a dataset name: use letters, digits and underscores, at most 1,024.", nameof(name));
        Name = name;
    }

    /// <summary>The name as BigQuery spells it; case matters.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex("^[A-Za-z0-9_]{1,1024}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Valid();
}
