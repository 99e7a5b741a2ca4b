namespace DatasetKit.Templates;

/// <summary>The placeholder language: <c>{field}</c>, <c>{#field}…{/field}</c>, <c>{^field}…{/field}</c>, <c>{+}…{-}</c>, <c>{{</c> and <c>}}</c>.</summary>
internal sealed class PlaceholderEngine : ITemplateEngine
{
    public static PlaceholderEngine Instance { get; } = new();

    public string Name => "placeholder";

    public static PlaceholderTemplate Parse(string source, string name, string description, IReadOnlyList<string> specialTokens) =>
        new(name, description, specialTokens, source, new PlaceholderParser(source, name).Parse());

    public PromptTemplate Parse(string source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        return Parse(source, name, name, []);
    }
}
