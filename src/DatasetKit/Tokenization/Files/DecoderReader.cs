namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>decoder</c>.</summary>
internal static class DecoderReader
{
    /// <summary>Reads a step.</summary>
    internal static Decoder Read(Section section) => section.Type switch
    {
        "ByteLevel" => new ByteLevelDecoder(),
        "WordPiece" => new WordPieceDecoder(section.OptionalString("prefix") ?? "##", section.Bool("cleanup", true)),
        "Metaspace" => new MetaspaceDecoder(section.Character("replacement"), PreTokenizerReader.Scheme(section) != PrependScheme.Never),
        "BPEDecoder" => new BpeDecoder(section.OptionalString("suffix") ?? "</w>"),
        "CTC" => new CtcDecoder(section.OptionalString("pad_token") ?? "<pad>", section.OptionalString("word_delimiter_token") ?? "|", section.Bool("cleanup", true)),
        "Replace" => new ReplaceDecoder(PatternReader.Read(section), section.String("content")),
        "Fuse" => new FuseDecoder(),
        "Strip" => new StripDecoder(section.Character("content"), section.Int("start"), section.Int("stop")),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Sequence" => new DecoderSequence([.. section.Objects("decoders").Select(Read)]),
        var type => throw section.Fault("type", $"a decoder '{type}' is not known here"),
    };
}
