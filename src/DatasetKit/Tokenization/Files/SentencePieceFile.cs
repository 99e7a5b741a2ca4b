using System.Text.Unicode;

namespace DatasetKit.Tokenization;

/// <summary>What a SentencePiece <c>.model</c> says.</summary>
/// <remarks>google/sentencepiece:src/sentencepiece_model.proto.</remarks>
internal sealed class SentencePieceFile
{
    /// <summary>The pieces in the order of their ids.</summary>
    internal List<(byte[] Text, float Score, SentencePieceKind Kind)> Pieces { get; } = [];

    /// <summary>1 Unigram, 2 BPE, 3 words, 4 characters.</summary>
    internal int ModelType { get; private set; } = 1;

    /// <summary>Whether unknown characters become their bytes.</summary>
    internal bool HasByteFallback { get; private set; }

    /// <summary>Whether the mark for a space stands behind words.</summary>
    internal bool MarksEnds { get; private set; }

    /// <summary>The compiled table of characters; empty when there is none.</summary>
    internal byte[] CharacterMap { get; private set; } = [];

    /// <summary>Whether a space comes before the text.</summary>
    internal bool AddsPrefix { get; private set; } = true;

    /// <summary>Whether spaces at the ends, and all but one between words, go.</summary>
    internal bool RemovesSpaces { get; private set; } = true;

    /// <summary>Whether spaces become U+2581.</summary>
    internal bool EscapesSpaces { get; private set; } = true;

    /// <summary>Reads a file.</summary>
    internal static SentencePieceFile Read(ReadOnlySpan<byte> content)
    {
        var file = new SentencePieceFile();
        var reader = new ProtobufReader(content, "model");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    file.ReadPiece(reader.Bytes);
                    break;
                case 2:
                    file.ReadTrainer(reader.Bytes);
                    break;
                case 3:
                    file.ReadNormalizer(reader.Bytes);
                    break;
            }
        }

        return file.Pieces.Count > 0 ? file : throw new FaultyFileException("pieces", "there is none; the file is no SentencePiece model");
    }

    private void ReadPiece(ReadOnlySpan<byte> message)
    {
        string section = FormattableString.Invariant($"pieces[{Pieces.Count}]");
        var reader = new ProtobufReader(message, section);
        (byte[] Text, float Score, SentencePieceKind Kind) piece = ([], 0, SentencePieceKind.Normal);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    piece.Text = reader.Bytes.ToArray();
                    break;
                case 2:
                    piece.Score = reader.Single;
                    break;
                case 3:
                    piece.Kind = reader.Number is >= 1 and <= 6 ? (SentencePieceKind)reader.Number : throw new FaultyFileException(section, FormattableString.Invariant($"its kind is {reader.Number}, which is none"));
                    break;
            }
        }

        if (piece.Text.Length == 0 || !Utf8.IsValid(piece.Text))
        {
            throw new FaultyFileException(section, piece.Text.Length == 0 ? "it is empty" : "it is not UTF-8");
        }

        if (!float.IsFinite(piece.Score))
        {
            throw new FaultyFileException(section, "its score is no number");
        }

        if (Pieces.Count > VocabularyBuilder.MaxId)
        {
            throw new FaultyFileException("pieces", FormattableString.Invariant($"there are more than {VocabularyBuilder.MaxId + 1}"));
        }

        Pieces.Add(piece);
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message, "trainer_spec");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 3:
                    ModelType = (int)Math.Min(reader.Number, int.MaxValue);
                    break;
                case 24:
                    MarksEnds = reader.Number != 0;
                    break;
                case 35:
                    HasByteFallback = reader.Number != 0;
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message, "normalizer_spec");
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2:
                    CharacterMap = reader.Bytes.ToArray();
                    break;
                case 3:
                    AddsPrefix = reader.Number != 0;
                    break;
                case 4:
                    RemovesSpaces = reader.Number != 0;
                    break;
                case 5:
                    EscapesSpaces = reader.Number != 0;
                    break;
            }
        }
    }
}

/// <summary>What a piece is.</summary>
internal enum SentencePieceKind
{
    /// <summary>Text.</summary>
    Normal = 1,

    /// <summary>The piece for what is none.</summary>
    Unknown = 2,

    /// <summary>A mark of the model's, never found in text.</summary>
    Control = 3,

    /// <summary>Text that is always one piece.</summary>
    UserDefined = 4,

    /// <summary>Text that is put together and then taken apart again.</summary>
    Unused = 5,

    /// <summary>A byte.</summary>
    Byte = 6,
}
