using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization.Files;

/// <summary>Files that were made to do harm, each with what is said of it.</summary>
internal static class HostileFiles
{
    private static readonly HostileFile[] s_all =
    [
        // What is loaded is refused at once.
        new("a vocabulary that is a list of merges, which leads to itself", "vocab.json", "#version: 0.2\na b\n") { Section = "vocab.json", Reason = "no object of tokens" },
        new("merges whose vocabulary is merges", "merges.txt", "#version: 0.2\na b\n") { Beside = [("vocab.json", "#version: 0.2\na b\n")], Section = "vocab.json", Reason = "no object of tokens" },
        new("merges alone", "merges.txt", "#version: 0.2\na b\n") { Reason = "vocab.json that belongs to it is not beside it" },
        new("merges that are not UTF-8", "vocab.json", Letters()) { Beside = [("merges.txt", "a \u00FF")], IsLatin = true, Section = "merges.txt", Reason = "UTF-8" },
        new("merges of unknown parts", "vocab.json", Letters()) { Beside = [("merges.txt", "#version: 0.2\na zz\n")], Section = "merges.txt", Reason = "merge 1 has a right side" },
        new("a configuration that is no JSON", "vocab.json", Letters()) { Beside = [("merges.txt", ""), ("tokenizer_config.json", "{")], Section = "tokenizer_config.json", Reason = "no JSON" },
        new("a configuration with an added token of another's id", "vocab.json", Letters()) { Beside = [("merges.txt", ""), ("tokenizer_config.json", """{"added_tokens_decoder":{"x":{"content":"<s>"}}}""")], Section = "added_tokens_decoder.x", Reason = "no id" },
        new("ranks with a gap", "r.tiktoken", Ranks(50_256, id => id < 300 ? id : id + 1)) { Section = "ranks", Reason = "300 is missing" },
        new("ranks that stand there twice", "r.tiktoken", Ranks(300, id => id % 256)) { Section = "ranks", Reason = "the id 0 stands there twice" },
        new("ranks of which a byte is missing", "r.tiktoken", "IQ== 0\nIg== 1\n") { Section = "ranks", Reason = "byte 0x00 is no token" },
        new("ranks with wrong base64", "r.tiktoken", "IQ== 0\nI!== 1\n") { Section = "line 2", Reason = "not base64" },
        new("ranks with a negative rank", "r.tiktoken", "IQ== 0\nIg== -1\n") { Section = "ranks", Reason = "-1 is outside" },
        new("ranks with a rank past all bounds", "r.tiktoken", "IQ== 0\nIg== 99999999999999999999\n") { Section = "line 2", Reason = "a rank" },
        new("ranks whose tokens meet in one place of a table", "r.tiktoken", Colliding(20_000)) { Section = "model.vocab", Reason = "made to be slow" },
        new("a tekken file with millions of special tokens", "tekken.json", Tekken("4194303", "4194000")) { Section = "tekken.config.default_vocab_size", Reason = "cannot be" },
        new("a tekken file with wrong base64", "tekken.json", Tekken("300", "10", "\"!\"")) { Section = "tekken.vocab[0]", Reason = "not base64" },
        new("a tekken file with an unknown pattern of old", "tekken.json", Tekken("266", "10", pattern: "(a)\\\\1")) { Section = "config.pattern", Reason = "not supported" },
        new("a word list without an unknown word", "vocab.txt", "[PAD]\n[CLS]\n[SEP]\na\n") { Reason = "'[UNK]' is missing" },
        new("a word list with a word twice", "vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\na\n") { Section = "lines", Reason = "twice" },
        new("a model with a length of ten gigabytes", "m.model", "\n\u0080\u0080\u0080\u0080(\n\u0001a") { IsLatin = true, Section = "model", Reason = "10,737,418,240" },
        new("a model with a score that is no number", "m.model", Model(Piece("<unk>", 2), Piece("a", 1, [0, 0, 0xC0, 0x7F]))) { IsLatin = true, Section = "pieces[1]", Reason = "no number" },
        new("a model with a piece twice", "m.model", Model(Piece("<unk>", 2), Piece("a", 1), Piece("a", 1))) { IsLatin = true, Section = "pieces", Reason = "twice" },
        new("a model without a piece for the unknown", "m.model", Model(Piece("a", 1))) { IsLatin = true, Section = "pieces", Reason = "unknown" },
        new("a model of a kind that there is not", "m.model", Model(Piece("<unk>", 2), Piece("a", 1), "\u0012\u0002\u0018\u0009")) { IsLatin = true, Section = "trainer_spec.model_type", Reason = "9" },
        new("a model with bytes that are missing", "m.model", Model(Piece("<unk>", 2), Piece("a", 1), "\u0012\u0003\u0098\u0002\u0001")) { IsLatin = true, Section = "model.vocab", Reason = "<0x00>" },
        new("a model that is cut", "m.model", Model(Piece("<unk>", 2), Piece("a", 1))[..^1]) { IsLatin = true, Section = "model", Reason = "are left" },
        new("an empty file", "tokenizer.json", "") { Reason = "empty" },
        new("a pointer of Git LFS", "tokenizer.json", "version https://example.com/spec/v1\noid sha256:0\nsize 1\n") { Reason = "git lfs pull" },
        new("a pointer of Git LFS for a model", "tokenizer.model", "version https://example.com/spec/v1\noid sha256:0\nsize 1\n") { Reason = "git lfs pull" },
        new("a web page", "vocab.txt", "<!DOCTYPE html><html>Not found</html>") { Reason = "web page" },
        new("a compressed file", "tokenizer.json", "\u001F\u008B\u0008") { IsLatin = true, Reason = "gzip" },
        new("a list in JSON", "tokenizer.json", "[1, 2]") { Reason = "begins with '[1, 2]'" },
        new("a file of UTF-16 with its mark", "tokenizer.json", "\u00FF\u00FE{\0}\0") { IsLatin = true, Reason = "save it as UTF-8" },
        new("steps in steps in steps", "tokenizer.json", Words($"\"normalizer\":{string.Concat(Enumerable.Repeat("{\"type\":\"Sequence\",\"normalizers\":[", 60))}{string.Concat(Enumerable.Repeat("]}", 60))},")) { Reason = "nested too deep" },
        new("a file of UTF-16", "tokenizer.json", "{\0}\0") { Reason = "no whole JSON" },
        new("JSON without end", "tokenizer.json", Words($"\"normalizer\":{new string('[', 100_000)}")) { Reason = "no whole JSON" },
        new("another version", "tokenizer.json", Words("").Replace("1.0", "2.0", StringComparison.Ordinal)) { Section = "version", Reason = "1.0" },
        new("a section twice", "tokenizer.json", Words("\"normalizer\":null,\"normalizer\":{\"type\":\"NFC\"},")) { Section = "normalizer", Reason = "twice" },
        new("a field of the model twice", "tokenizer.json", Words("", ",\"unk_token\":\"a\"")) { Section = "model.unk_token", Reason = "twice" },
        new("a field of a step twice", "tokenizer.json", Words("\"pre_tokenizer\":{\"type\":\"Whitespace\",\"type\":\"WhitespaceSplit\"},")) { Section = "pre_tokenizer", Reason = "same name" },
        new("a field of an added token twice", "tokenizer.json", Words("\"added_tokens\":[{\"id\":5,\"id\":6,\"content\":\"x\"}],")) { Section = "added_tokens[0].id", Reason = "twice" },
        new("an added token of a megabyte", "tokenizer.json", Words($"\"added_tokens\":[{{\"id\":5,\"content\":\"{new string('a', 1_000_000)}\"}}],")) { Section = "added_tokens[0].content", Reason = "1,024" },
        new("added tokens that are none", "tokenizer.json", Words($"\"added_tokens\":[{string.Join(',', Enumerable.Repeat("0", 1_000_000))}],")) { Section = "added_tokens[0]", Reason = "object" },
        new("a section of five megabytes", "tokenizer.json", Words($"\"padding\":{{\"x\":\"{new string('a', 5_000_000)}\"}},")) { Section = "padding", Reason = "4,194,304" },
        new("a truncation that contradicts itself", "tokenizer.json", Words("\"truncation\":{\"max_length\":5,\"stride\":5,\"strategy\":\"LongestFirst\",\"direction\":\"Right\"},")) { Section = "truncation.stride", Reason = "not less than max_length" },
        new("a padding of a kind that there is not", "tokenizer.json", Words("\"padding\":{\"strategy\":\"Sometimes\"},")) { Section = "padding.strategy", Reason = "BatchLongest" },
        new("tokens around a text that are none", "tokenizer.json", Words("\"post_processor\":{\"type\":\"BertProcessing\",\"sep\":[\"x\",0],\"cls\":[\"y\",501]},")) { Section = "post_processor.cls[1]", Reason = "501 is no token" },
        new("a text that comes twice", "tokenizer.json", Words("\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"Sequence\":{\"id\":\"A\"}},{\"Sequence\":{\"id\":\"A\"}}],\"pair\":[]},")) { Section = "post_processor.single", Reason = "twice" },
        new("a pattern repeated without end", "tokenizer.json", Words(Split($"a{string.Concat(Enumerable.Repeat("{1}", 2_000))}"))) { Section = "pre_tokenizer.pattern.Regex", Reason = "times over" },
        new("a pattern of a megabyte", "tokenizer.json", Words(Split(new string('a', 60_000)))) { Section = "pre_tokenizer.pattern.Regex", Reason = "8,192" },
        new("a pattern with groups in groups", "tokenizer.json", Words(Split($"{new string('(', 4_000)}a{new string(')', 4_000)}"))) { Section = "pre_tokenizer.pattern.Regex", Reason = "deep" },
        new("a pattern that looks back without a bound", "tokenizer.json", Words(Split("(?<=(a|a)+b)c"))) { Section = "pre_tokenizer.pattern.Regex", Reason = "bound" },
        new("text to prepend of a megabyte", "tokenizer.json", Words($"\"normalizer\":{{\"type\":\"Prepend\",\"prepend\":\"{new string('x', 1 << 20)}\"}},")) { Section = "normalizer.prepend", Reason = "65,536" },
        new("an added token that its normalizer multiplies", "tokenizer.json", Words($"\"added_tokens\":[{{\"id\":7,\"content\":\"aX\",\"normalized\":true}}],{Doubling("normalizer", "normalizers")}")) { Section = "normalizer", Reason = "multiply" },

        // What only a text shows.
        new("a pattern that explodes", "tokenizer.json", Words(Split("(a|a)+b"))) { Text = new string('a', 60), Section = "pre_tokenizer.pattern.Regex", Reason = "explodes" },
        new("a pattern that explodes a little in every piece", "tokenizer.json", Words(Split("(a|a){1,18}b|."))) { Text = new string('a', 10_000), Section = "pre_tokenizer.pattern.Regex", Reason = "explodes" },
        new("a normalizer that multiplies", "tokenizer.json", Words(Doubling("normalizer", "normalizers"))) { Text = "a", Section = "normalizer", Reason = "multiply" },
        new("a pre-tokenizer that multiplies", "tokenizer.json", Words($"\"pre_tokenizer\":{{\"type\":\"Sequence\",\"pretokenizers\":[{string.Join(',', Enumerable.Repeat("{\"type\":\"ByteLevel\",\"use_regex\":false}", 40))}]}},")) { Text = "é", Section = "pre_tokenizer", Reason = "multiply" },
        new("a decoder that multiplies", "tokenizer.json", Words(Doubling("decoder", "decoders"))) { Text = "a", Section = "decoder", Reason = "multiply" },
        new("a vocabulary without a word for the unknown", "tokenizer.json", "{\"version\":\"1.0\",\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0},\"unk_token\":\"<unk>\"}}") { Text = "b", Section = "model.unk_token", Reason = "'b'" },
    ];

    /// <summary>All of them by name.</summary>
    internal static Dictionary<string, HostileFile> All { get; } = s_all.ToDictionary(file => file.Name);

    private static string Words(string sections, string more = "") =>
        $$$"""{"version":"1.0",{{{sections}}}"model":{"type":"WordLevel","vocab":{"a":0,"<unk>":1},"unk_token":"<unk>"{{{more}}}}}""";

    private static string Split(string pattern) =>
        $$"""{"type":"Split","pattern":{"Regex":{{JsonSerializer.Serialize(pattern)}}},"behavior":"Isolated","invert":false},""".Insert(0, "\"pre_tokenizer\":");

    private static string Doubling(string section, string steps) =>
        $"\"{section}\":{{\"type\":\"Sequence\",\"{steps}\":[{string.Join(',', Enumerable.Repeat("{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},\"content\":\"aa\"}", 64))}]}},";

    /// <summary>A vocabulary of all letters for bytes.</summary>
    private static string Letters() => JsonSerializer.Serialize(Enumerable.Range(0, 0x100)
        .ToDictionary(value => ((char)DatasetKit.Tokenization.ByteAlphabet.LetterOf((byte)value)).ToString(), value => value));

    private static string Ranks(int count, Func<int, int> rankOf) =>
        string.Concat(Enumerable.Range(0, count).Select(id => $"{Convert.ToBase64String(id < 0x100 ? [(byte)id] : [(byte)id, (byte)(id >> 8), 1])} {rankOf(id)}\n"));

    private static string Tekken(string size, string special, string firstToken = "\"AA==\"", string pattern = "a") =>
        $$"""{"config":{"pattern":"{{pattern}}","default_vocab_size":{{size}},"default_num_special_tokens":{{special}}},"vocab":[{"rank":0,"token_bytes":{{firstToken}}},{{string.Join(',', Enumerable.Range(1, 0xFF).Select(value => $$"""{"rank":{{value}},"token_bytes":"{{Convert.ToBase64String([(byte)value])}}"}"""))}}]}""";

    /// <summary>Tokens of eight bytes whose hashes begin alike: the steps of the hash taken back.</summary>
    private static string Colliding(int count)
    {
        const ulong multiplier = 0x9E3779B97F4A7C15;
        ulong inverse = 1;
        for (int i = 0; i < 6; i++)
        {
            inverse *= 2 - multiplier * inverse;
        }

        return string.Concat(Enumerable.Range(1, count).Select(id =>
        {
            ulong mixed = (ulong)id * inverse;
            ulong key = (mixed ^ mixed >> 32) * inverse ^ 8UL << 56;
            return $"{Convert.ToBase64String(BitConverter.GetBytes((key ^ key >> 32) * inverse))} {id}\n";
        }));
    }

    private static string Model(params string[] parts) => string.Concat(parts);

    /// <summary>A piece of a SentencePiece model, a character a byte.</summary>
    private static string Piece(string text, byte kind, byte[]? score = null)
    {
        byte[] message = [0x0A, (byte)text.Length, .. Encoding.ASCII.GetBytes(text), 0x15, .. score ?? [0, 0, 0, 0], 0x18, kind];
        return Encoding.Latin1.GetString([0x0A, (byte)message.Length, .. message]);
    }
}

/// <summary>A file that was made to do harm.</summary>
internal sealed record HostileFile(string Name, string File, string Content)
{
    /// <summary>Files that stand beside it.</summary>
    internal (string File, string Content)[] Beside { get; init; } = [];

    /// <summary>Whether a character of the contents is a byte.</summary>
    internal bool IsLatin { get; init; }

    /// <summary>A text on which it shows; null when it shows at once.</summary>
    internal string? Text { get; init; }

    /// <summary>The part of the file that is named.</summary>
    internal string? Section { get; init; }

    /// <summary>Some of the reason.</summary>
    internal required string Reason { get; init; }
}
