using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>
/// A report as JUnit XML, in the dialect that build servers share: one suite for the verb, one case for everything that was looked at. What is wrong is a
/// failure, what is not known an error, what is muted is skipped with the reason. Identical reports give identical bytes.
/// </summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>The report as one XML document, with a final line feed.</summary>
    public static string Write(VerbReport report)
    {
        var cases = JUnitCase.Of(report);
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("testsuites");
            Counts(xml, cases);
            xml.WriteStartElement("testsuite");
            Attribute(xml, "name", $"{report.Verb} {report.Pipeline}");
            Counts(xml, cases);
            Attribute(xml, "skipped", Count(cases, JUnitOutcome.Skipped));
            Attribute(xml, "time", "0");
            Attribute(xml, "timestamp", LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm:ss").Format(report.At.InUtc().LocalDateTime));
            xml.WriteStartElement("properties");
            foreach (var (name, value) in new[] { ("target", report.Target), ("exit", report.Exit.ToString(CultureInfo.InvariantCulture)), ("headline", report.Headline) })
            {
                xml.WriteStartElement("property");
                Attribute(xml, "name", name);
                Attribute(xml, "value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            foreach (var test in cases) Case(xml, test);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Case(XmlWriter xml, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", test.Name);
        Attribute(xml, "classname", test.Group);
        Attribute(xml, "time", "0");
        var text = string.Join('\n', test.Details.Prepend(test.Message).Select(OneLine));
        switch (test.Outcome)
        {
            case JUnitOutcome.Skipped: Element(xml, "skipped", test.Message, ""); break;
            case JUnitOutcome.Failed: Element(xml, "failure", test.Message, text); break;
            case JUnitOutcome.Unknown: Element(xml, "error", test.Message, text); break;
            default: xml.WriteElementString("system-out", text); break;
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string message, string text)
    {
        xml.WriteStartElement(name);
        Attribute(xml, "message", message);
        if (text.Length > 0) xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<JUnitCase> cases)
    {
        Attribute(xml, "tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "failures", Count(cases, JUnitOutcome.Failed));
        Attribute(xml, "errors", Count(cases, JUnitOutcome.Unknown));
    }

    private static string Count(IReadOnlyList<JUnitCase> cases, JUnitOutcome outcome) => cases.Count(c => c.Outcome == outcome).ToString(CultureInfo.InvariantCulture);

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, OneLine(value));

    // What XML forbids, and what turns the direction of text, is replaced; the writer escapes the rest.
    private static string OneLine(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value switch
            {
                '\t' or '\n' or '\r' => " ",
                < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }
}
