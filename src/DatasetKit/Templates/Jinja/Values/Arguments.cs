namespace DatasetKit.Templates.Jinja;

/// <summary>What a call passes: positional values, then named ones.</summary>
internal readonly struct Arguments(Value[] positional, string[] names, Value[] named)
{
    public static readonly Arguments Empty = new([], [], []);

    public readonly Value[] Positional = positional;
    public readonly string[] Names = names;
    public readonly Value[] Named = named;

    public bool IsEmpty => Positional.Length == 0 && Names.Length == 0;

    public static Arguments Of(params Value[] positional) => new(positional, [], []);

    public bool TryNamed(string name, out Value value)
    {
        var index = Array.IndexOf(Names, name);
        value = index < 0 ? default : Named[index];
        return index >= 0;
    }

    /// <summary>The same without the first so many positional values.</summary>
    public Arguments Skip(int count) => count == 0 ? this : new(Positional[count..], Names, Named);

    /// <summary>The named values as a dict.</summary>
    public PyDict NamedDict()
    {
        var dict = new PyDict(Math.Max(Names.Length, 1));
        for (var i = 0; i < Names.Length; i++)
        {
            dict.Set(Names[i], Named[i]);
        }

        return dict;
    }
}
