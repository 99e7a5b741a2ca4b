using System.Globalization;

namespace DatasetKit.Templates;

/// <summary>A style of names before options: something before and after a sign, a numeral or a letter (google-research/FLAN, flan/v2/templates.py, OPT_ITEM_NAME_CANDIDATES).</summary>
/// <param name="Before">What stands before it.</param>
/// <param name="Kind">Space for the same sign each time; i, I, a, A or 1 for what counts.</param>
/// <param name="After">What stands after it.</param>
internal sealed record FlanItemNames(string Before, char Kind, string After)
{
    private static readonly string[] Signs =
    [
        "\n - ", "\n -", "\n -- ", "\n --", "\n + ", "\n +", "\n * ", "\n *", "\n- ", "\n+ ", "\n* ", "\n[-] ", "\n[+] ",
        " - ", " -- ", " + ", " * ", " -", " --", " +", " *", " [+] ", " [-] ",
    ];

    private static readonly (string Before, string After)[] Numerals = [(" ", ". "), (" [", "] "), (" (", ") "), (" (", "). "), ("\n", ". "), ("\n[", "] "), ("\n(", ") "), ("\n(", "). ")];
    private static readonly (string Before, string After)[] Letters = [("\n[", "]. "), ("\n(", "). "), ("\n", "). "), ("\n (", "). "), ("\n ", "). "), (" (", "). "), (" ", "). "), (" ", ". ")];

    /// <summary>All 87, in the order of their source, which has the last 24 twice.</summary>
    public static IReadOnlyList<FlanItemNames> All { get; } =
    [
        .. Signs.Select(sign => new FlanItemNames(sign, ' ', string.Empty)),
        .. "iI".SelectMany(kind => Numerals.Select(around => new FlanItemNames(around.Before, kind, around.After))),
        .. Lettered(),
        .. Lettered(),
    ];

    /// <summary>Whether each option has the same name.</summary>
    public bool IsPlain => Kind == ' ';

    /// <summary>The name of an option, from 0.</summary>
    public string Of(int number) => Kind switch
    {
        ' ' => Before,
        'i' => Before + Roman(number + 1).ToLowerInvariant() + After,
        'I' => Before + Roman(number + 1) + After,
        '1' => Before + (number + 1).ToString(CultureInfo.InvariantCulture) + After,
        _ => Before + (char)(Kind + number) + After,
    };

    private static IEnumerable<FlanItemNames> Lettered() => Letters.SelectMany(around => "aA1".Select(kind => new FlanItemNames(around.Before, kind, around.After)));

    private static string Roman(int number)
    {
        var roman = string.Empty;
        foreach (var (value, sign) in (ReadOnlySpan<(int, string)>)[(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")])
        {
            for (; number >= value; number -= value)
            {
                roman += sign;
            }
        }

        return roman;
    }
}
