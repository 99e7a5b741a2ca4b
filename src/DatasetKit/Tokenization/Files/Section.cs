using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>One object of a <c>tokenizer.json</c> with its path, so that whatever is wrong with it is said with its place.</summary>
internal sealed class Section
{
    // What a step puts into a text, or looks for in it, is a word or two.
    private const int MaxText = 1 << 16;

    private readonly JsonElement _element;
    private readonly SectionPath _path;

    /// <summary>Wraps an object.</summary>
    internal Section(JsonElement element, SectionPath path)
    {
        _path = path;
        _element = element.ValueKind == JsonValueKind.Object ? element : throw new FaultyFileException(Path, $"an object is expected, not {Kind(element)}");
    }

    /// <summary>Where it stands in the file, e.g. <c>pre_tokenizer.pretokenizers[1]</c>.</summary>
    internal string Path => _path.ToString();

    /// <summary>The kind of the step, e.g. <c>ByteLevel</c>.</summary>
    internal string Type => String("type");

    /// <summary>A fault in this section.</summary>
    internal FaultyFileException Fault(string reason, Exception? inner = null) => new(Path, reason, inner);

    /// <summary>A fault in a field of this section.</summary>
    internal FaultyFileException Fault(string name, string reason) => new($"{Path}.{name}", reason);

    /// <summary>Whether a field is there and not null.</summary>
    internal bool Has(string name) => Find(name) is not null;

    /// <summary>Text that must be there.</summary>
    internal string String(string name) => OptionalString(name) ?? throw Fault(name, "text is expected here, and nothing stands there");

    /// <summary>Text that may be missing or null.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">How many characters it may have.</param>
    internal string? OptionalString(string name, int most = MaxText)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        try
        {
            string text = found.ValueKind == JsonValueKind.String ? found.GetString()! : throw Fault(name, $"text is expected, not {Kind(found)}");
            return text.Length <= most ? text : throw Fault(name, FormattableString.Invariant($"it has {text.Length:N0} characters, and {most:N0} is the most"));
        }
        catch (InvalidOperationException fault)
        {
            throw new FaultyFileException($"{Path}.{name}", "the text has half a surrogate pair", fault);
        }
    }

    /// <summary>One character that must be there.</summary>
    internal string Character(string name)
    {
        string text = String(name);
        return Rune.DecodeFromUtf16(text, out _, out int used) == OperationStatus.Done && used == text.Length
            ? text
            : throw Fault(name, $"one character is expected, not '{text}'");
    }

    /// <summary>True or false, with a value for when it is missing or null.</summary>
    internal bool Bool(string name, bool otherwise) => OptionalBool(name) ?? otherwise;

    /// <summary>True, false or nothing.</summary>
    internal bool? OptionalBool(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } found => throw Fault(name, $"true or false is expected, not {Kind(found)}"),
    };

    /// <summary>A number from 0 up, with a value for when it is missing or null.</summary>
    internal int Int(string name, int otherwise) => OptionalInt(name) ?? otherwise;

    /// <summary>A number from 0 up that must be there.</summary>
    internal int Int(string name) => OptionalInt(name) ?? throw Fault(name, "a number is expected here, and nothing stands there");

    /// <summary>A number from 0 up, or nothing.</summary>
    internal int? OptionalInt(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } found when found.TryGetInt32(out int number) && number >= 0 => number,
        { } found => Int(found, $"{Path}.{name}"),
    };

    /// <summary>An object that must be there.</summary>
    internal Section Object(string name) => OptionalObject(name) ?? throw Fault(name, "an object is expected here, and nothing stands there");

    /// <summary>An object that may be missing or null.</summary>
    internal Section? OptionalObject(string name) => Find(name) is { } found ? new Section(found, $"{Path}.{name}") : null;

    /// <summary>The elements of an array that must be there.</summary>
    internal IEnumerable<(JsonElement Value, SectionPath Path)> Items(string name)
    {
        JsonElement found = Find(name) ?? throw Fault(name, "an array is expected here, and nothing stands there");
        return Items(found, $"{Path}.{name}");
    }

    /// <summary>The objects of an array that must be there.</summary>
    internal IEnumerable<Section> Objects(string name)
    {
        foreach ((JsonElement value, SectionPath path) in Items(name))
        {
            yield return new Section(value, path);
        }
    }

    /// <summary>The members of the object.</summary>
    internal IEnumerable<KeyValuePair<string, JsonElement>> Members() => _element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value));

    /// <summary>The raw value of a field; null when it is missing or null.</summary>
    internal JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;

    /// <summary>The elements of an array.</summary>
    internal static IEnumerable<(JsonElement Value, SectionPath Path)> Items(JsonElement array, string path)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new FaultyFileException(path, $"an array is expected, not {Kind(array)}");
        }

        return Numbered(array, path);
    }

    private static IEnumerable<(JsonElement Value, SectionPath Path)> Numbered(JsonElement array, string path)
    {
        int i = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            yield return (item, new SectionPath(path, i++));
        }
    }

    /// <summary>A number from 0 up.</summary>
    internal static int Int(JsonElement value, SectionPath path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw new FaultyFileException(path.ToString(), FormattableString.Invariant($"a whole number from 0 to {int.MaxValue} is expected, not {Kind(value)}"));

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
