namespace DatasetKit.Validation;

/// <summary>Beginnings of codes as they are written on a command line.</summary>
internal static class Codes
{
    public static bool Begins(string code, string[] prefixes) => prefixes.Any(prefix => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The single beginnings.</summary>
    /// <exception cref="DatasetKitException">One of them begins no code.</exception>
    public static string[] Split(string codes, IReadOnlyList<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var prefixes = codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var prefix in prefixes)
        {
            if (!IsOfReader(prefix) && !rules.Concat(Rule.Known).Select(rule => rule.Diagnostic).Concat(StructureDiagnostics.All).Concat(TokenDiagnostics.All).Any(d => Begins(d.Code, [prefix])))
            {
                throw new DatasetKitException($"no code begins with \"{prefix}\"; datasetkit explain lists all");
            }
        }

        return prefixes;
    }

    // The codes of readers and runs stand in a room that rules do not look into. They are always on: naming them is no mistake.
    private static bool IsOfReader(string prefix) =>
        prefix.StartsWith("DK9", StringComparison.OrdinalIgnoreCase) && prefix.Length <= 6 && prefix.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;
}
