using Convert = DatasetKit.Tests.Formats.Convert;

namespace DatasetKit.Tests.Validation;

/// <summary>Holds single records and examples against rules, as the pipeline does.</summary>
internal static class Rules
{
    /// <summary>The findings of a record in whichever known format it has.</summary>
    internal static IReadOnlyList<Finding> Of(string json, PromptTemplate? template = null)
    {
        var format = RecordFormat.Detect(Convert.RecordOf(json));
        Assert.True(format is not null, $"no format reads {json}");
        var (example, rejection) = Convert.Read(format, json);
        return rejection is null ? RuleSet.Default.Check(example!, template) : [rejection];
    }

    /// <summary>Code, severity and field of each finding.</summary>
    internal static string[] Summary(IEnumerable<Finding> findings) =>
        [.. findings.Select(finding => $"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()} {finding.Field}")];
}
