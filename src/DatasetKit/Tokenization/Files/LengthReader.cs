using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads the sections <c>truncation</c> and <c>padding</c>. A count is of the whole text, so what they ask for is said to a person and not done; what is wrong with
/// them is a fault all the same.
/// </summary>
/// <remarks>huggingface/tokenizers:tokenizers/src/utils/truncation.rs and padding.rs.</remarks>
internal static class LengthReader
{
    /// <summary>What <c>truncation</c> says.</summary>
    internal static string Truncation(Section section)
    {
        int most = section.Int("max_length"), stride = section.Int("stride", 0);
        string strategy = OneOf(section, "strategy", "LongestFirst", "OnlyFirst", "OnlySecond"), direction = OneOf(section, "direction", "Right", "Left");
        return stride == 0 || stride < most
            ? FormattableString.Invariant($"cut at {most:N0} tokens, from the {direction.ToLowerInvariant()} ({strategy}{(stride > 0 ? FormattableString.Invariant($", stride {stride:N0}") : "")}); said here, not done")
            : throw section.Fault("stride", FormattableString.Invariant($"{stride} is not less than max_length, which is {most}"));
    }

    /// <summary>What <c>padding</c> says.</summary>
    internal static string Padding(Section section)
    {
        string token = section.OptionalString("pad_token") ?? "[PAD]", direction = OneOf(section, "direction", "Right", "Left");
        int id = section.Int("pad_id", 0);
        int? multiple = section.OptionalInt("pad_to_multiple_of");
        _ = section.Int("pad_type_id", 0);
        string length = section.Find("strategy") switch
        {
            null => "to the longest of a batch",
            { ValueKind: JsonValueKind.String } name when name.ValueEquals("BatchLongest"u8) => "to the longest of a batch",
            { ValueKind: JsonValueKind.Object } => FormattableString.Invariant($"to {section.Object("strategy").Int("Fixed"):N0} tokens"),
            _ => throw section.Fault("strategy", "neither BatchLongest nor a Fixed number"),
        };
        return FormattableString.Invariant(
            $"filled up {length} on the {direction.ToLowerInvariant()} with {token} ({id}){(multiple is > 0 ? FormattableString.Invariant($", to a multiple of {multiple}") : "")}; said here, not done");
    }

    private static string OneOf(Section section, string name, params ReadOnlySpan<string> known)
    {
        string value = section.OptionalString(name) ?? known[0];
        return known.Contains(value) ? value : throw section.Fault(name, $"'{value}' is none of {string.Join(", ", known.ToArray())}");
    }
}
