using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What the last <c>up</c> that changed something changed, kept beside its journal for the gate that follows.</summary>
/// <param name="At">When it was done; runs of jobs after this instant are runs of what was deployed.</param>
/// <param name="Changed">What was created, updated or replaced, with what a run that was cut short had begun before it.</param>
internal sealed record Deployment(Instant At, IReadOnlyList<ResourceId> Changed)
{
    /// <summary>Reads it; null when there was none yet.</summary>
    /// <exception cref="VerbFailedException">The file is not what <see cref="Write"/> writes.</exception>
    public static Deployment? Read(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path)) return null;
        try
        {
            var file = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            var at = InstantPattern.ExtendedIso.Parse(file["at"]!.GetValue<string>());
            return new(
                at.Success ? at.Value : throw new JsonException("at"),
                [.. file["changed"]!.AsArray().Select(c => ResourceId.TryParse(c!.GetValue<string>()) ?? throw new JsonException("changed"))]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new VerbFailedException(1, $"{path} is damaged: delete it, and name the jobs with --job or give the plan with --plan.", error);
        }
    }

    /// <summary>Writes it, all or nothing.</summary>
    public void Write(string folder)
    {
        var file = new JsonObject { ["at"] = InstantPattern.ExtendedIso.Format(At), ["changed"] = new JsonArray([.. Changed.Order().Select(c => (JsonNode)c.ToString())]) };
        var path = PathIn(folder);
        File.WriteAllText(path + ".new", file.ToJsonString() + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "deployment.json");
}
