using DatasetKit.IO;
using DatasetKit.Templates;
using DatasetKit.Validation;

namespace DatasetKit;

/// <summary>All codes of readers, formats, rules and runs.</summary>
public static class Diagnostics
{
    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<Diagnostic> All { get; } =
    [
        .. StructureDiagnostics.All
            .Concat(Rule.Known.Select(rule => rule.Diagnostic))
            .Concat(TokenDiagnostics.All)
            .Concat(TemplateDiagnostics.All)
            .Concat(CsvDiagnostics.All)
            .Concat(JsonDiagnostics.All)
            .Concat(EncodingDiagnostics.All)
            .Concat(FileDiagnostics.All)
            .Concat(OutputDiagnostics.All)
            .OrderBy(diagnostic => diagnostic.Code, StringComparer.Ordinal),
    ];

    /// <summary>The diagnostic of a code; null when there is none.</summary>
    /// <param name="code">For example <c>DK9002</c>, in any case.</param>
    public static Diagnostic? Find(string code) => All.FirstOrDefault(diagnostic => string.Equals(diagnostic.Code, code, StringComparison.OrdinalIgnoreCase));
}
