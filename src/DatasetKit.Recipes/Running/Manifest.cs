using System.Globalization;
using DatasetKit.Internals;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DatasetKit.Recipes.Running;

/// <summary>A value in a manifest (YAML, of which JSON is a part), with its place: each fault names the file and the line.</summary>
internal sealed class Manifest
{
    private readonly string _file;
    private readonly YamlNode _node;
    private readonly string _name;

    private Manifest(string file, YamlNode node, string name) => (_file, _node, _name) = (file, node, name);

    public long Line => _node.Start.Line;

    public bool IsList => _node is YamlSequenceNode;

    public bool IsMap => _node is YamlMappingNode;

    /// <summary>The tag of a YAML value (<c>!Template</c>); empty when there is none.</summary>
    public string Tag => _node.Tag.IsEmpty || _node.Tag.IsNonSpecific ? string.Empty : _node.Tag.Value;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RecipeException">It is not there, or is not YAML.</exception>
    public static Manifest Load(string path)
    {
        try
        {
            return Parse(path, System.IO.File.ReadAllText(path, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Text.DecoderFallbackException)
        {
            throw new RecipeException($"it cannot be read: {fault.Message}", path);
        }
    }

    /// <summary>Reads the text of a manifest.</summary>
    /// <param name="file">What faults name.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="RecipeException">It is not YAML.</exception>
    public static Manifest Parse(string file, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? new Manifest(file, stream.Documents[0].RootNode, string.Empty)
                : throw new RecipeException($"it holds {stream.Documents.Count} documents where one is expected", file);
        }
        catch (YamlException fault)
        {
            throw new RecipeException($"it is not YAML: {fault.Message}", file, fault.Start.Line);
        }
    }

    /// <summary>A fault at this place.</summary>
    public RecipeException Fail(string message) => new(message, _file, Line);

    /// <summary>What a message begins with, so that it says which of the values on a line is meant.</summary>
    private string Named => _name.Length == 0 ? string.Empty : _name + ": ";

    /// <summary>The elements of a list.</summary>
    public IReadOnlyList<Manifest> Items => _node is YamlSequenceNode list ? [.. list.Children.Select(child => new Manifest(_file, child, _name))] : throw Fail($"{Named}a list is expected here");

    /// <summary>The members of a map in their order.</summary>
    public IReadOnlyList<(string Key, Manifest Value)> Members => _node is YamlMappingNode map
        ? [.. map.Children.Select(pair => ((pair.Key as YamlScalarNode)?.Value ?? throw Fail("a name is expected here"), new Manifest(_file, pair.Value, (pair.Key as YamlScalarNode)?.Value ?? string.Empty)))]
        : throw Fail($"{Named}names and values are expected here, as in \"name: value\"");

    /// <summary>The text of a single value.</summary>
    public string Text => (_node as YamlScalarNode)?.Value ?? throw Fail($"{Named}a single value is expected here");

    /// <summary>A number.</summary>
    public double Number => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw Fail($"{Named}a number is expected here, not \"{Text}\"");

    /// <summary>A whole number from 0.</summary>
    public long Count => long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Fail($"{Named}a whole number from 0 is expected here, not \"{Text}\"");

    /// <summary>A member of a map; null when there is none.</summary>
    public Manifest? Find(string name) => Members.FirstOrDefault(member => member.Key == name).Value;

    /// <summary>A member of a map that must be there.</summary>
    public Manifest Get(string name) => Find(name) ?? throw Fail($"\"{name}\" is missing here");

    /// <summary>One of some words.</summary>
    public string OneOf(params IReadOnlyList<string> words) => words.Contains(Text) ? Text : throw Fail($"{Named}there is no \"{Text}\"{Near(Text, words)}");

    /// <summary>Refuses members of other names.</summary>
    public void Only(params IReadOnlyList<string> names)
    {
        foreach (var (key, value) in Members)
        {
            if (!names.Contains(key))
            {
                throw value.Fail($"there is no \"{key}\"{Near(key, names)}");
            }
        }
    }

    /// <summary>The path of a file that this names, beside the manifest unless it is absolute; it must be there.</summary>
    public string File()
    {
        var path = Path.IsPathRooted(Text) ? Text : Path.Join(Path.GetDirectoryName(_file), Text);
        return System.IO.File.Exists(path) ? path : throw Fail($"there is no file {path}");
    }

    private static string Near(string name, IReadOnlyList<string> known) => NearestName.Of(name, known) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", known)}";
}
