using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Writes bins: <c>input_ids, labels, position_ids, segment_ids</c> and, when asked for, <c>loss_weights</c>: lists of one length.</summary>
internal sealed class PackedWriter(RecordWriter writer, bool weighs)
{
    private readonly RecordBuilder _record = new(writer.Buffer, ExtraPolicy.Drop);

    public long Bins { get; private set; }

    public long Tokens { get; private set; }

    public long Trained { get; private set; }

    public void Write(List<TokenizedExample> bin)
    {
        Bins++;
        writer.Begin();
        _record.Begin();
        List("input_ids"u8, bin, (example, _, i) => example.Ids[i]);
        List("labels"u8, bin, (example, _, i) => Label(example, i));
        List("position_ids"u8, bin, (_, _, i) => i);
        // From 1: where a bin is padded later, 0 is free for that.
        List("segment_ids"u8, bin, (_, segment, _) => segment + 1);
        if (weighs)
        {
            Weights(bin);
        }

        _record.End();
        writer.End();
        foreach (var example in bin)
        {
            Tokens += example.Ids.Count;
            for (var i = 0; i < example.Ids.Count; i++)
            {
                Trained += Label(example, i) == TokenizedExample.Masked ? 0 : 1;
            }
        }
    }

    private void Weights(List<TokenizedExample> bin)
    {
        _record.Name("loss_weights"u8);
        _record.StartArray();
        foreach (var example in bin)
        {
            var trained = new bool[example.Ids.Count];
            for (var i = 0; i < trained.Length; i++)
            {
                trained[i] = Label(example, i) != TokenizedExample.Masked;
            }

            foreach (var weight in LossWeights.PerTarget(trained))
            {
                _record.Number(weight);
            }
        }

        _record.EndArray();
    }

    /// <summary>A model is trained to say a label after the token before it, and before the first one of a segment stands another example.</summary>
    private static int Label(TokenizedExample example, int i) => i == 0 ? TokenizedExample.Masked : example.Labels[i];

    private void List(ReadOnlySpan<byte> name, List<TokenizedExample> bin, Func<TokenizedExample, int, int, int> value)
    {
        _record.Name(name);
        _record.StartArray();
        for (var segment = 0; segment < bin.Count; segment++)
        {
            for (var i = 0; i < bin[segment].Ids.Count; i++)
            {
                _record.Number(value(bin[segment], segment, i));
            }
        }

        _record.EndArray();
    }
}
