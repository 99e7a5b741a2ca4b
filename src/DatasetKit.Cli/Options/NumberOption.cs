using System.CommandLine;
using System.Globalization;

namespace DatasetKit.Cli.Options;

/// <summary>
/// An option that takes a whole number. Parsed here: System.CommandLine names a type of .NET when it cannot, and its code for numbers is not compiled ahead of time.
/// </summary>
internal sealed class NumberOption : Option<string?>
{
    private readonly long _least;
    private readonly long _most;

    /// <summary>An option for a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public NumberOption(string name, long least, long most, params string[] aliases) : base(name, aliases)
    {
        (_least, _most) = (least, most);
        HelpName = "N";
    }

    /// <summary>The value when the option is left out; null for none.</summary>
    public long? Default
    {
        init
        {
            var text = value?.ToString(CultureInfo.InvariantCulture);
            DefaultValueFactory = _ => text;
        }
    }

    /// <summary>The number that was given, or the default.</summary>
    public long? Read(ParseResult result)
    {
        var text = result.GetValue(this);
        if (text is null)
        {
            return null;
        }

        return Parse(Name, text, _least, _most);
    }

    /// <summary>One number of an option that may be given several times.</summary>
    public static long Parse(string name, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{name} takes a whole number{Range(least, most)}, not \"{text}\"");

    private static string Range(long least, long most) => (least, most) switch
    {
        (long.MinValue, long.MaxValue) => string.Empty,
        (_, >= int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" from {least}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}"),
    };
}
