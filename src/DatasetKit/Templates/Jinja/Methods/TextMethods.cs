using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The methods of texts.</summary>
internal static partial class TextMethods
{
    public static readonly FrozenDictionary<string, Method> All = new Dictionary<string, Method>
    {
        ["strip"] = new(Strip),
        ["lstrip"] = new(StripLeft),
        ["rstrip"] = new(StripRight),
        ["split"] = new(Split),
        ["rsplit"] = new(SplitRight),
        ["splitlines"] = new(SplitLines),
        ["partition"] = new(Partition),
        ["rpartition"] = new(PartitionRight),
        ["removeprefix"] = new(RemovePrefix),
        ["removesuffix"] = new(RemoveSuffix),
        ["startswith"] = new(StartsWith),
        ["endswith"] = new(EndsWith),
        ["find"] = new(Find),
        ["rfind"] = new(FindRight),
        ["index"] = new(Index),
        ["rindex"] = new(IndexRight),
        ["count"] = new(Count),
        ["replace"] = new(Replace),
        ["join"] = new(Join),
        ["format"] = new(FormatMethod.Format),
        ["format_map"] = new(FormatMethod.FormatMap),
        ["lower"] = new(Lower),
        ["upper"] = new(Upper),
        ["title"] = new(Title),
        ["capitalize"] = new(Capitalize),
        ["casefold"] = new(CaseFold),
        ["swapcase"] = new(SwapCase),
        ["center"] = new(Center),
        ["ljust"] = new(AlignLeft),
        ["rjust"] = new(AlignRight),
        ["zfill"] = new(FillZeros),
        ["expandtabs"] = new(ExpandTabs),
        ["encode"] = new(TextEncodings.Encode),
        ["isalpha"] = new(IsAll("isalpha", TextClasses.IsAlpha)),
        ["isdigit"] = new(IsAll("isdigit", TextClasses.IsDigit)),
        ["isalnum"] = new(IsAll("isalnum", TextClasses.IsAlphaNumeric)),
        ["isdecimal"] = new(IsAll("isdecimal", TextClasses.IsDecimal)),
        ["isnumeric"] = new(IsAll("isnumeric", TextClasses.IsNumeric)),
        ["isspace"] = new(IsAll("isspace", TextClasses.IsSpace)),
        ["isascii"] = new(IsAll("isascii", point => point < 0x80, whenEmpty: true)),
        ["isprintable"] = new(IsAll("isprintable", Repr.IsPrintable, whenEmpty: true)),
        ["islower"] = new(IsCase("islower", TextClasses.IsLower)),
        ["isupper"] = new(IsCase("isupper", TextClasses.IsUpper)),
        ["istitle"] = new(IsCase("istitle", TextClasses.IsTitle)),
        ["isidentifier"] = new(IsCase("isidentifier", TextClasses.IsIdentifier)),
        ["maketrans"] = new(MakeTable),
        ["translate"] = new(Translate),
    }.ToFrozenDictionary();

    private static Operation IsAll(string name, Func<int, bool> test, bool whenEmpty = false)
    {
        var signature = Signature.Unnamed(name, 0);
        return (RenderState state, in Value self, in Arguments arguments) =>
        {
            signature.Bind(arguments);
            var text = self.Text;
            state.Look(text.Length * 4);
            for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
            {
                if (!test(CodePoints.At(text, at)))
                {
                    return Value.False;
                }
            }

            return Value.Of(text.Length > 0 || whenEmpty);
        };
    }

    private static Operation IsCase(string name, Func<string, bool> test)
    {
        var signature = Signature.Unnamed(name, 0);
        return (RenderState state, in Value self, in Arguments arguments) =>
        {
            signature.Bind(arguments);
            state.Look(self.Text.Length * 4);
            return Value.Of(test(self.Text));
        };
    }
}
