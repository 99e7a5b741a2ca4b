// One round of another .NET library in run.mjs: Peers LIBRARY ENCODING CORPUS_FOLDER
var (library, encoding, corpora) = (args[0], args[1], args[2]);

Race.Load(() =>
{
    switch (library)
    {
        case "Microsoft.ML.Tokenizers":
            using (var ranks = File.OpenRead(Path.Join(AppContext.BaseDirectory, encoding + ".tiktoken")))
            {
                var microsoft = Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForModel(encoding == "o200k_base" ? "gpt-4o" : "gpt-4", ranks);
                return (text => microsoft.CountTokens(text, considerNormalization: false), text => microsoft.EncodeToIds(text, considerNormalization: false).Count);
            }

        case "SharpToken":
            var sharp = SharpToken.GptEncoding.GetEncoding(encoding);
            var none = new HashSet<string>();
            return (text => sharp.CountTokens(text, none, none), text => sharp.Encode(text, none, none).Count);
        case "tryAGI/Tiktoken":
            var tiktoken = Tiktoken.ModelToEncoder.For(encoding == "o200k_base" ? "gpt-4o" : "gpt-4");
            // It has no way to encode a special token's text as text without naming it as allowed.
            return (text => tiktoken.CountTokens(text), text => tiktoken.EncodeWithAllAllowedSpecial(text).Count);
        default:
            throw new ArgumentException($"no library {library}");
    }
}).Run(corpora, seconds: 1);
