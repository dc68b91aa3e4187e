using System.Text.Json;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Findings and diagnostics as JSON objects.</summary>
internal static class FindingJson
{
    /// <summary>Writes one finding; a member that does not apply is null, so that every finding has the same shape.</summary>
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("severity", Word(finding.Severity));
        json.WriteString("subject", finding.Subject);
        json.WriteString("property", finding.Property);
        json.WriteString("declared", finding.Declared);
        json.WriteString("live", finding.Live);
        json.WriteString("message", finding.Message);
        json.WritePropertyName("consequence");
        if (finding.Consequence is { } consequence) Write(json, consequence);
        else json.WriteNullValue();
        json.WriteString("cause", finding.Cause);
        json.WriteString("remedy", finding.Remedy);
        json.WritePropertyName("muted");
        if (finding.Muted is { } mute) Write(json, mute);
        else json.WriteNullValue();
        if (finding.Rows.Count > 0)
        {
            json.WritePropertyName("rows");
            JsonValues.Write(json, finding.Rows);
        }

        if (finding.Sql is { } sql) json.WriteString("sql", sql);
        json.WriteEndObject();
    }

    /// <summary>Writes one diagnostic.</summary>
    public static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", Word(diagnostic.Severity));
        json.WriteString("subject", diagnostic.Subject);
        json.WriteString("file", diagnostic.Place?.File);
        JsonValues.WriteMember(json, "line", diagnostic.Place?.Line);
        JsonValues.WriteMember(json, "column", diagnostic.Place?.Column);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("remedy", diagnostic.Remedy);
        json.WriteEndObject();
    }

    /// <summary>The severity as the JSON spells it.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static void Write(Utf8JsonWriter json, Consequence consequence)
    {
        json.WriteStartObject();
        json.WriteString("says", consequence.Says);
        JsonValues.WriteMember(json, "tables", consequence.Tables);
        JsonValues.WriteMember(json, "views", consequence.Views);
        JsonValues.WriteMember(json, "checks", consequence.Checks);
        JsonValues.WriteMember(json, "flows", consequence.Flows);
        json.WriteString("firstWrongReader", consequence.FirstWrongReader);
        json.WriteString("firstWrongAt", consequence.FirstWrongAt);
        JsonValues.WriteMember(json, "declaredRunsPerMonth", consequence.DeclaredRunsPerMonth);
        JsonValues.WriteMember(json, "liveRunsPerMonth", consequence.LiveRunsPerMonth);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mute mute)
    {
        json.WriteStartObject();
        json.WriteString("reason", mute.Reason);
        json.WriteString("owner", mute.Owner);
        json.WriteString("until", LocalDatePattern.Iso.Format(mute.Until));
        json.WriteEndObject();
    }
}
