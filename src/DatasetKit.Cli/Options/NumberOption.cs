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

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= _least && number <= _most
            ? number
            : throw new UsageException($"{Name} takes a whole number{Range()}, not \"{text}\"");
    }

    private string Range() => (_least, _most) switch
    {
        (long.MinValue, long.MaxValue) => string.Empty,
        (_, >= int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" from {_least}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" from {_least} to {_most}"),
    };
}
