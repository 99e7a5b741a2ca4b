namespace DatasetKit.Processing;

/// <summary>
/// A whole example as bytes and back, so that a step that needs all examples holds neither objects nor the blocks they were read from.
/// Nothing of it leaves the process: the bytes have no version.
/// </summary>
internal sealed class ExampleCodec
{
    private readonly HeldWriter _out;
    private readonly HeldReader _in;
    private readonly MessageCodec _messages;

    public ExampleCodec(HeldWriter writer, HeldReader reader) => (_out, _in, _messages) = (writer, reader, new MessageCodec(writer, reader));

    public void Write(Example example)
    {
        _out.Byte((byte)example.Kind);
        _out.Text(example.Id);
        _out.Flag(example.IdIsNumber);
        _out.Text(example.System);
        _messages.Write(example.History);
        _out.Text(example.Instruction);
        _out.Text(example.Input);
        _out.Text(example.Output);
        _out.Text(example.Category);
        _out.Json(example.Tools);
        _out.List(example.Completions, Write);
        _out.List(example.Media, _messages.Write);
        _messages.Write(example.Metadata);
        _messages.Write(example.OwnMessages);
        _out.Text(example.Shape);
        _out.Byte((byte)example.Purpose);
    }

    public Example Read(SourceLocation source)
    {
        var kind = (ExampleKind)_in.Byte();
        var example = new Example
        {
            Id = _in.Text(),
            IdIsNumber = _in.Flag(),
            System = _in.Text(),
            History = _messages.ReadMessages(),
            Instruction = _in.Text(),
            Input = _in.Text(),
            Output = _in.Text(),
            Category = _in.Text(),
            Tools = _in.Json(),
            Completions = _in.List(ReadCompletion),
            Media = _in.List(_messages.ReadMedia),
            Metadata = _messages.ReadMetadata(),
            Source = source,
            OwnMessages = _messages.ReadMessages(),
            Kind = kind,
            Shape = _in.Text() is { HasValue: true } shape ? shape.ToString() : null,
            Purpose = (ExamplePurpose)_in.Byte(),
        };
        return example;
    }

    private void Write(Completion completion)
    {
        _messages.Write(completion.Messages);
        _out.Flag(completion.Chosen);
        _out.Flag(completion.Rank is not null);
        _out.Number(Zigzag(completion.Rank ?? 0));
        _out.Json(completion.Score);
        _out.Text(completion.Source);
        _messages.Write(completion.Metadata);
    }

    private Completion ReadCompletion()
    {
        var messages = _messages.ReadMessages();
        var chosen = _in.FlagOrNull();
        var (ranked, rank) = (_in.Flag(), _in.Number());
        return new Completion(messages)
        {
            Chosen = chosen,
            Rank = ranked ? (int)((rank >> 1) ^ -(rank & 1)) : null,
            Score = _in.Json(),
            Source = _in.Text(),
            Metadata = _messages.ReadMetadata(),
        };
    }

    private static long Zigzag(int value) => (uint)((value << 1) ^ (value >> 31));
}
