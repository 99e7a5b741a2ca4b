using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Cleaning;

/// <summary>
/// Finds what identifies a person: e-mail and network addresses, telephone and payment card numbers. By form alone: names and street addresses have none.
/// </summary>
internal static partial class PersonalData
{
    /// <summary>What is found first, in the words of a report: <c>e-mail address</c>; null when there is nothing.</summary>
    public static string? Find(string text) =>
        Mail().IsMatch(text) ? "e-mail address"
        : Any(Numbers(), text, IsCard) ? "card number"
        : Phone().IsMatch(text) ? "telephone number"
        : Any(Addresses(), text, IsAddress) ? "network address"
        : null;

    private static bool Any(Regex pattern, string text, Func<string, bool> confirms)
    {
        foreach (var match in pattern.EnumerateMatches(text))
        {
            if (confirms(text.Substring(match.Index, match.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Thirteen to nineteen digits whose last one is the check digit of ISO/IEC 7812 (Luhn).</summary>
    private static bool IsCard(string number)
    {
        var digits = number.Where(char.IsAsciiDigit).Select(digit => digit - '0').Reverse().ToList();
        var sum = digits.Select((digit, i) => i % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9).Sum();
        return digits.Count is >= 13 and <= 19 && sum % 10 == 0 && digits.Distinct().Count() > 1;
    }

    /// <summary>Four numbers up to 255, or at least three groups of IPv6.</summary>
    private static bool IsAddress(string address) => address.Contains(':', StringComparison.Ordinal)
        ? address.Split(':', StringSplitOptions.RemoveEmptyEntries).Length > 2 && IPAddress.TryParse(address, out _)
        : Array.TrueForAll(address.Split('.'), part => int.Parse(part, CultureInfo.InvariantCulture) <= 255);

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b\d(?:[ -]?\d){12,18}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    // With a country code; three, three and four digits as in North America; or an area code that begins with 0.
    [GeneratedRegex(@"\+\d{1,3}(?:[ .\-/]?\(?\d{1,4}\)?){2,5}\d{2}\b|(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b|\b0\d{2,4}[ /-]\d{5,8}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9A-Fa-f]{1,4}:{1,2}){2,7}[0-9A-Fa-f]{1,4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
