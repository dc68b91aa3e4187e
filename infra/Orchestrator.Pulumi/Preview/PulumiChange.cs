namespace Orchestrator.Pulumi;

/// <summary>One resource that a preview would change.</summary>
/// <param name="Operation">As Pulumi calls it: create, update, delete, replace ...</param>
/// <param name="Urn">The resource's full name in Pulumi's state.</param>
/// <param name="Properties">The inputs that differ, sorted; empty when Pulumi does not say.</param>
public sealed record PulumiChange(string Operation, string Urn, IReadOnlyList<string> Properties)
{
    /// <summary>The key of the resource in the program: the last part of the URN.</summary>
    public string Key => Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..];
}
