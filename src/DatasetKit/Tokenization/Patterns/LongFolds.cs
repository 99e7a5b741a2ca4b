namespace DatasetKit.Tokenization;

/// <summary>Characters that stand for several where case is ignored: <c>ß</c> for <c>ss</c>, <c>ﬁ</c> for <c>fi</c>.</summary>
/// <remarks>Unicode's CaseFolding.txt, the 104 full foldings (status F). Oniguruma knows them, the regular expressions of Rust and .NET do not.</remarks>
internal sealed class LongFolds
{
    // What is stood for, and by what.
    private const string Table =
        "\u0073\u0073=\u00DF\u1E9E;\u0069\u0307=\u0130;\u02BC\u006E=\u0149;\u006A\u030C=\u01F0;\u0565\u0582=\u0587;\u0068\u0331=\u1E96;" +
        "\u0074\u0308=\u1E97;\u0077\u030A=\u1E98;\u0079\u030A=\u1E99;\u0061\u02BE=\u1E9A;\u03C5\u0313=\u1F50;\u1F00\u03B9=\u1F80\u1F88;" +
        "\u1F01\u03B9=\u1F81\u1F89;\u1F02\u03B9=\u1F82\u1F8A;\u1F03\u03B9=\u1F83\u1F8B;\u1F04\u03B9=\u1F84\u1F8C;\u1F05\u03B9=\u1F85\u1F8D;" +
        "\u1F06\u03B9=\u1F86\u1F8E;\u1F07\u03B9=\u1F87\u1F8F;\u1F20\u03B9=\u1F90\u1F98;\u1F21\u03B9=\u1F91\u1F99;\u1F22\u03B9=\u1F92\u1F9A;" +
        "\u1F23\u03B9=\u1F93\u1F9B;\u1F24\u03B9=\u1F94\u1F9C;\u1F25\u03B9=\u1F95\u1F9D;\u1F26\u03B9=\u1F96\u1F9E;\u1F27\u03B9=\u1F97\u1F9F;" +
        "\u1F60\u03B9=\u1FA0\u1FA8;\u1F61\u03B9=\u1FA1\u1FA9;\u1F62\u03B9=\u1FA2\u1FAA;\u1F63\u03B9=\u1FA3\u1FAB;\u1F64\u03B9=\u1FA4\u1FAC;" +
        "\u1F65\u03B9=\u1FA5\u1FAD;\u1F66\u03B9=\u1FA6\u1FAE;\u1F67\u03B9=\u1FA7\u1FAF;\u1F70\u03B9=\u1FB2;\u03B1\u03B9=\u1FB3\u1FBC;" +
        "\u03AC\u03B9=\u1FB4;\u03B1\u0342=\u1FB6;\u1F74\u03B9=\u1FC2;\u03B7\u03B9=\u1FC3\u1FCC;\u03AE\u03B9=\u1FC4;\u03B7\u0342=\u1FC6;" +
        "\u03B9\u0342=\u1FD6;\u03C1\u0313=\u1FE4;\u03C5\u0342=\u1FE6;\u1F7C\u03B9=\u1FF2;\u03C9\u03B9=\u1FF3\u1FFC;\u03CE\u03B9=\u1FF4;" +
        "\u03C9\u0342=\u1FF6;\u0066\u0066=\uFB00;\u0066\u0069=\uFB01;\u0066\u006C=\uFB02;\u0073\u0074=\uFB05\uFB06;\u0574\u0576=\uFB13;" +
        "\u0574\u0565=\uFB14;\u0574\u056B=\uFB15;\u057E\u0576=\uFB16;\u0574\u056D=\uFB17;\u03B9\u0308\u0301=\u0390\u1FD3;" +
        "\u03C5\u0308\u0301=\u03B0\u1FE3;\u03C5\u0313\u0300=\u1F52;\u03C5\u0313\u0301=\u1F54;\u03C5\u0313\u0342=\u1F56;" +
        "\u03B1\u0342\u03B9=\u1FB7;\u03B7\u0342\u03B9=\u1FC7;\u03B9\u0308\u0300=\u1FD2;\u03B9\u0308\u0342=\u1FD7;\u03C5\u0308\u0300=\u1FE2;" +
        "\u03C5\u0308\u0342=\u1FE7;\u03C9\u0342\u03B9=\u1FF7;\u0066\u0066\u0069=\uFB03;\u0066\u0066\u006C=\uFB04";

    private LongFolds(string text, CharacterSet characters, int[] all)
    {
        Text = [.. text.Select(character => CharacterSet.Of(character).IgnoringCase())];
        (Characters, All) = (characters, all);
    }

    /// <summary>All of them, those of two characters first.</summary>
    internal static LongFolds[] Known { get; } = [.. Table.Split(';').Select(Read)];

    /// <summary>The characters that are stood for, each in either case.</summary>
    internal CharacterSet[] Text { get; }

    /// <summary>The one or two that stand for them.</summary>
    internal CharacterSet Characters { get; }

    /// <summary>The same, one by one.</summary>
    internal int[] All { get; }

    /// <summary>What a character stands for; null when it stands for itself.</summary>
    internal static LongFolds? Of(int character) => Array.Find(Known, fold => fold.Characters.Has(character));

    /// <summary>The longest text at the start of some characters that another character may stand for; null when there is none.</summary>
    internal static LongFolds? StartOf(ReadOnlySpan<int> characters)
    {
        for (int i = Known.Length - 1; i >= 0; i--)
        {
            if (Known[i].Starts(characters))
            {
                return Known[i];
            }
        }

        return null;
    }

    private bool Starts(ReadOnlySpan<int> characters)
    {
        if (characters.Length < Text.Length)
        {
            return false;
        }

        for (int i = 0; i < Text.Length; i++)
        {
            if (!Text[i].Has(characters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static LongFolds Read(string entry)
    {
        int equals = entry.IndexOf('=', StringComparison.Ordinal);
        int[] all = [.. entry[(equals + 1)..].Select(character => (int)character)];
        return new(entry[..equals], CharacterSet.Any([], [.. all.Select(character => (character, character))]), all);
    }
}
