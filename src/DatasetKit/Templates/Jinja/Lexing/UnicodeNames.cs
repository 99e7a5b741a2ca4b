namespace DatasetKit.Templates.Jinja;

/// <summary>Unicode's names of characters: letters by their rule, and the signs that text is likely to name.</summary>
internal static class UnicodeNames
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SPACE"] = " ",
        ["NO-BREAK SPACE"] = "\u00a0",
        ["ZERO WIDTH SPACE"] = "\u200b",
        ["ZERO WIDTH JOINER"] = "\u200d",
        ["ZERO WIDTH NO-BREAK SPACE"] = "\ufeff",
        ["BULLET"] = "\u2022",
        ["EM DASH"] = "\u2014",
        ["EN DASH"] = "\u2013",
        ["HORIZONTAL ELLIPSIS"] = "\u2026",
        ["LEFT SINGLE QUOTATION MARK"] = "\u2018",
        ["RIGHT SINGLE QUOTATION MARK"] = "\u2019",
        ["LEFT DOUBLE QUOTATION MARK"] = "\u201c",
        ["RIGHT DOUBLE QUOTATION MARK"] = "\u201d",
        ["DEGREE SIGN"] = "\u00b0",
        ["COPYRIGHT SIGN"] = "\u00a9",
        ["REGISTERED SIGN"] = "\u00ae",
        ["SECTION SIGN"] = "\u00a7",
        ["EURO SIGN"] = "\u20ac",
        ["POUND SIGN"] = "\u00a3",
        ["YEN SIGN"] = "\u00a5",
        ["CENT SIGN"] = "\u00a2",
        ["SNOWMAN"] = "\u2603",
        ["BLACK STAR"] = "\u2605",
        ["CHECK MARK"] = "\u2713",
        ["HEAVY CHECK MARK"] = "\u2714",
        ["RIGHTWARDS ARROW"] = "\u2192",
        ["LEFTWARDS ARROW"] = "\u2190",
        ["REPLACEMENT CHARACTER"] = "\ufffd",
        ["LOWER ONE EIGHTH BLOCK"] = "\u2581",
        ["FULLWIDTH VERTICAL LINE"] = "\uff5c",
        ["GRINNING FACE"] = "\U0001F600",
        ["BLACK HEART SUIT"] = "\u2665",
        ["PILE OF POO"] = "\U0001F4A9",
        ["DOLLAR SIGN"] = "$",
        ["LATIN SMALL LETTER SHARP S"] = "\u00df",
        ["LATIN SMALL LETTER DOTLESS I"] = "\u0131",
        ["LINE FEED"] = "\n",
        ["NEWLINE"] = "\n",
        ["CARRIAGE RETURN"] = "\r",
        ["NULL"] = "\0",
        ["TAB"] = "\t",
        ["CHARACTER TABULATION"] = "\t",
        ["EXCLAMATION MARK"] = "!",
        ["QUOTATION MARK"] = "\"",
        ["NUMBER SIGN"] = "#",
        ["PERCENT SIGN"] = "%",
        ["AMPERSAND"] = "&",
        ["APOSTROPHE"] = "'",
        ["LEFT PARENTHESIS"] = "(",
        ["RIGHT PARENTHESIS"] = ")",
        ["ASTERISK"] = "*",
        ["PLUS SIGN"] = "+",
        ["COMMA"] = ",",
        ["HYPHEN-MINUS"] = "-",
        ["FULL STOP"] = ".",
        ["SOLIDUS"] = "/",
        ["COLON"] = ":",
        ["SEMICOLON"] = ";",
        ["LESS-THAN SIGN"] = "<",
        ["EQUALS SIGN"] = "=",
        ["GREATER-THAN SIGN"] = ">",
        ["QUESTION MARK"] = "?",
        ["COMMERCIAL AT"] = "@",
        ["LEFT SQUARE BRACKET"] = "[",
        ["REVERSE SOLIDUS"] = "\\",
        ["RIGHT SQUARE BRACKET"] = "]",
        ["CIRCUMFLEX ACCENT"] = "^",
        ["LOW LINE"] = "_",
        ["GRAVE ACCENT"] = "`",
        ["LEFT CURLY BRACKET"] = "{",
        ["VERTICAL LINE"] = "|",
        ["RIGHT CURLY BRACKET"] = "}",
        ["TILDE"] = "~",
    };

    private static readonly string[] s_greek =
    [
        "ALPHA", "BETA", "GAMMA", "DELTA", "EPSILON", "ZETA", "ETA", "THETA", "IOTA", "KAPPA", "LAMDA", "MU", "NU", "XI", "OMICRON", "PI",
        "RHO", string.Empty, "SIGMA", "TAU", "UPSILON", "PHI", "CHI", "PSI", "OMEGA",
    ];

    /// <summary>Letters with a mark: each plain letter, then the marked one. Composing them at run time would need the system's Unicode library.</summary>
    private static readonly Dictionary<string, string> s_marked = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GRAVE"] = "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳ",
        ["ACUTE"] = "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzź",
        ["CIRCUMFLEX"] = "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑ",
        ["TILDE"] = "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹ",
        ["DIAERESIS"] = "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿ",
        ["RING ABOVE"] = "AÅUŮaåuůwẘyẙ",
        ["CEDILLA"] = "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţ",
        ["CARON"] = "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzž",
        ["MACRON"] = "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳ",
        ["BREVE"] = "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭ",
        ["OGONEK"] = "AĄEĘIĮOǪUŲaąeęiįoǫuų",
        ["DOT ABOVE"] = "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzż",
        ["DOUBLE ACUTE"] = "OŐUŰoőuű",
        ["DOT BELOW"] = "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓ",
        ["HOOK ABOVE"] = "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷ",
        ["STROKE"] = "AȺBɃCȻDĐEɆFꞘGǤHĦIƗJɈKꝀLŁOØPⱣRɌTŦUꞸYɎZƵaⱥbƀcȼdđeɇfꞙgǥhħiɨjɉkꝁlłoøpᵽrɍtŧuꞹyɏzƶ",
        ["COMMA BELOW"] = "SȘTȚsștț",
        ["HORN"] = "OƠUƯoơuư",
    };

    public static string? Find(string name)
    {
        if (s_names.TryGetValue(name, out var known))
        {
            return known;
        }

        var words = name.ToUpperInvariant();
        if (words.StartsWith("GREEK ", StringComparison.Ordinal) && words.Split(' ') is ["GREEK", var greek, "LETTER", var letterName] && Array.IndexOf(s_greek, letterName) is >= 0 and var index)
        {
            return ((char)((greek == "SMALL" ? '\u03b1' : '\u0391') + index)).ToString();
        }

        if (words.Split(' ') is ["LATIN", "SMALL" or "CAPITAL", "LETTER", [>= 'A' and <= 'Z'], ..] parts)
        {
            var letter = parts[1] == "SMALL" ? parts[3].ToLowerInvariant() : parts[3];
            if (parts.Length == 4)
            {
                return letter;
            }

            if (parts.Length > 5 && parts[4] == "WITH" && s_marked.TryGetValue(string.Join(' ', parts[5..]), out var marked))
            {
                for (var i = 0; i < marked.Length; i += 2)
                {
                    if (marked[i] == letter[0])
                    {
                        return marked[i + 1].ToString();
                    }
                }
            }
        }

        return null;
    }
}
