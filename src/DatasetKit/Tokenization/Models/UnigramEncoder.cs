using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>
/// Finds the best way through a piece, from its beginning to its end (Viterbi). Of ways that are equal the one that was found first stays: ties are common, and
/// ids depend on them.
/// </summary>
/// <remarks>huggingface/tokenizers:tokenizers/src/models/unigram/model.rs, after google/sentencepiece:src/unigram_model.cc.</remarks>
internal sealed class UnigramEncoder(UnigramModel model) : CachingEncoder
{
    private const int Kept = 1 << 16;
    private const int NoWay = -1;

    private Node[] _nodes = new Node[256];

    /// <inheritdoc/>
    protected override void EncodePiece(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        if (_nodes.Length <= piece.Length || _nodes.Length > Kept && piece.Length < Kept)
        {
            _nodes = new Node[Math.Max(piece.Length + 1, 256)];
        }

        FindWays(piece);
        int node = Turn(piece.Length);
        while (node < piece.Length)
        {
            int start = node, id = _nodes[node].Id, end = _nodes[node].Start;
            node = end;
            if (id == model.Unknown)
            {
                // Unknown characters side by side are one token.
                while (node < piece.Length && _nodes[node].Id == id)
                {
                    node = _nodes[node].Start;
                }

                AddUnknown(piece[start..node], output);
            }
            else
            {
                output.Add(id, end - start);
            }
        }
    }

    private void FindWays(ReadOnlySpan<byte> piece)
    {
        Node[] nodes = _nodes;
        for (int i = 1; i <= piece.Length; i++)
        {
            nodes[i].Start = NoWay;
        }

        nodes[0].Score = 0;
        for (int start = 0, size; start < piece.Length; start += size)
        {
            double before = nodes[start].Score;
            size = Utf8Steps.SizeAt(piece, start);
            bool hasSingle = false;
            int node = ByteTrie.Root;
            for (int i = start; i < piece.Length; i++)
            {
                node = model.Trie.Step(node, piece[i]);
                if (node == ByteTrie.None)
                {
                    break;
                }

                int id = model.Trie.ValueOf(node);
                if (id != ByteTrie.None)
                {
                    hasSingle |= i + 1 - start == size;
                    Offer(ref nodes[i + 1], id, start, before + model.Scores[id]);
                }
            }

            if (!hasSingle)
            {
                int unknown = model.Unknown ?? throw new FaultyFileException(
                    "model.unk_id", $"the text has '{Utf8Text.Show(piece.Slice(start, size))}', which is no token, and the model has no token for what is none");
                Offer(ref nodes[start + size], unknown, start, before + model.UnknownScore);
            }
        }
    }

    private void Offer(ref Node node, int id, int start, double score)
    {
        if (node.Start == NoWay || score > node.Score)
        {
            (node.Id, node.Start, node.Score) = (id, start, model.IsOfSingles ? (float)score : score);
        }
    }

    /// <summary>Turns the way around, so that every node says where its token ends.</summary>
    /// <returns>Where the way starts.</returns>
    private int Turn(int end)
    {
        int id = _nodes[end].Id, next = end, node = _nodes[end].Start;
        while (true)
        {
            (int Id, int Start) here = (_nodes[node].Id, _nodes[node].Start);
            (_nodes[node].Id, _nodes[node].Start) = (id, next);
            if (node == 0)
            {
                return 0;
            }

            (id, next, node) = (here.Id, node, here.Start);
        }
    }

    private void AddUnknown(ReadOnlySpan<byte> text, TokenOutput output)
    {
        // A stretch of characters may be a token that no way through the piece took.
        int length = 0, whole = model.IsOfSingles ? ByteTrie.None : model.Trie.Longest(text, 0, out length);
        if (whole != ByteTrie.None && length == text.Length)
        {
            output.Add(whole, length);
        }
        else if (model.Bytes is null)
        {
            output.Add(model.Unknown!.Value, text.Length);
        }
        else
        {
            foreach (byte value in text)
            {
                output.Add(model.Bytes[value], 1);
            }
        }
    }

    private struct Node
    {
        internal double Score;
        internal int Start;
        internal int Id;
    }
}
