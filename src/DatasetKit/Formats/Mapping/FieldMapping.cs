using DatasetKit.Formats;

namespace DatasetKit;

/// <summary>
/// Says which column of a raw record is which field of an example, and what is the same in all of them. Immutable; each
/// method returns a new mapping.
/// </summary>
/// <remarks>
/// Fields are <c>instruction</c>, <c>input</c>, <c>output</c>, <c>system</c>, <c>category</c>, <c>id</c> and <c>text</c>, with
/// the names other formats have for them (<c>prompt</c>, <c>context</c>, <c>response</c>, <c>completion</c>); the fields that hold
/// lists (<c>messages</c>, <c>conversations</c>, <c>history</c>, <c>tools</c>, …); any other name becomes a metadata field.
/// Columns that nothing names stay with the example as metadata.
/// </remarks>
/// <example><c>FieldMapping.None.Map("instruction", "{subject}\n\n{body}").Map("output", "/choices/0/message/content").Set("category", "faq")</c></example>
public sealed partial class FieldMapping
{
    private FieldMapping(IReadOnlyList<(string Target, FieldSource Source)> sources, IReadOnlyList<(string Target, Text Value)> constants)
    {
        Sources = sources;
        Constants = constants;
    }

    /// <summary>Maps nothing.</summary>
    public static FieldMapping None { get; } = new([], []);

    /// <summary>Whether nothing is mapped and nothing is constant.</summary>
    public bool IsEmpty => Sources.Count == 0 && Constants.Count == 0;

    internal IReadOnlyList<(string Target, FieldSource Source)> Sources { get; }

    internal IReadOnlyList<(string Target, Text Value)> Constants { get; }

    /// <summary>Reads a mapping as it is written on the command line.</summary>
    /// <param name="map">Entries <c>target=column</c>, <c>target=/json/pointer</c>, or <c>target=text with {columns}</c>.</param>
    /// <param name="set">Entries <c>field=value</c>: the same in every example.</param>
    /// <param name="system">A system prompt for every example; null for none.</param>
    /// <exception cref="MappingException">An entry has no <c>=</c>, a field stands twice, or a brace is not closed.</exception>
    public static FieldMapping Parse(IEnumerable<string> map, IEnumerable<string>? set = null, string? system = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        var mapping = None;
        foreach (var entry in map)
        {
            var (target, source) = Split(entry, "--map target=column");
            mapping = mapping.Map(target, source);
        }

        foreach (var entry in set ?? [])
        {
            var (field, value) = Split(entry, "--set field=value");
            mapping = mapping.Set(field, value);
        }

        return system is null ? mapping : mapping.Set("system", system);
    }

    /// <summary>The same mapping with one more field.</summary>
    /// <param name="target">The field of the example.</param>
    /// <param name="source">A column, a JSON pointer, or a text with columns in braces; <c>{{</c> and <c>}}</c> are braces, <c>\n</c> in such a text is a line end.</param>
    /// <exception cref="MappingException">The source is empty, the field is mapped already, or a brace is not closed.</exception>
    public FieldMapping Map(string target, string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length == 0)
        {
            throw new MappingException($"the field \"{target}\" is mapped from nothing; name a column: --map {target}=COLUMN");
        }

        var field = Canonical(target);
        RefuseTwice(field, Sources.FirstOrDefault(entry => entry.Target == field).Source?.Written, source);
        return new([.. Sources, (field, FieldSource.Parse(source))], Constants);
    }

    /// <summary>The same mapping with a field that is the same in every example; one that an example has gives way and becomes metadata.</summary>
    /// <param name="field">The field of the example.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="MappingException">The field is constant already.</exception>
    public FieldMapping Set(string field, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(field);
        ArgumentNullException.ThrowIfNull(value);
        var target = Canonical(field);
        if (Constants.Any(entry => entry.Target == target))
        {
            throw new MappingException($"the field \"{target}\" is set twice; leave one out");
        }

        return new(Sources, [.. Constants, (target, value)]);
    }

    /// <summary>An example with the constants of this mapping.</summary>
    internal Example ApplyConstants(Example example) => Formats.Constants.Apply(example, Constants);

    /// <summary>What is mapped: <c>instruction=Frage, output=Antwort, category="faq"</c>.</summary>
    public override string ToString() => string.Join(
        ", ",
        Sources.Select(entry => $"{entry.Target}={entry.Source.Written}").Concat(Constants.Select(entry => $"{entry.Target}={JsonValue.From(entry.Value)}")));

    private static (string Left, string Right) Split(string entry, string form)
    {
        var at = entry.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (entry[..at].Trim(), entry[(at + 1)..]) : throw new MappingException($"\"{entry}\" is not of the form {form}");
    }

    private static void RefuseTwice(string field, string? first, string second)
    {
        if (first is not null)
        {
            throw new MappingException($"\"{first}\" and \"{second}\" are both mapped to the field \"{field}\"; leave one out, or put both together: --map '{field}={{{first}}}\\n{{{second}}}'");
        }
    }

    // Other formats' words for the same fields.
    private static string Canonical(string target) => target switch
    {
        "prompt" or "question" => "instruction",
        "context" => "input",
        "response" or "completion" or "answer" => "output",
        _ => target,
    };
}
