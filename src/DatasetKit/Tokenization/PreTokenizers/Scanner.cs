namespace DatasetKit.Tokenization;

/// <summary>A pattern written by hand that cuts any text into pieces without a gap.</summary>
internal abstract class Scanner(string name)
{
    /// <summary>The name of the pattern, for a person.</summary>
    internal string Name => name;

    /// <summary>Finds the end of the piece that starts at a place.</summary>
    internal abstract int Next(ReadOnlySpan<byte> utf8, int start);

    /// <summary>Cuts a text and encodes its pieces.</summary>
    internal abstract void Encode(ReadOnlySpan<byte> utf8, PieceEncoder encoder, TokenOutput output);
}

/// <summary>One pattern; the loop over pieces is compiled for it.</summary>
/// <typeparam name="TScanner">The pattern.</typeparam>
internal sealed class Scanner<TScanner>(string name) : Scanner(name)
    where TScanner : struct, IPieceScanner
{
    /// <inheritdoc/>
    internal override int Next(ReadOnlySpan<byte> utf8, int start) => TScanner.Next(utf8, start);

    /// <inheritdoc/>
    internal override void Encode(ReadOnlySpan<byte> utf8, PieceEncoder encoder, TokenOutput output) => encoder.EncodeAll<TScanner>(utf8, output);
}
