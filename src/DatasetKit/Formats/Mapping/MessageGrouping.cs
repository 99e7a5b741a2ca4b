using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// Makes conversations of records that hold one message each. The records of a conversation need not stand together, so
/// all are held until the last record is read; conversations come in the order of their first message, messages in
/// the order of the records.
/// </summary>
/// <param name="key">The field that says which conversation.</param>
/// <param name="role">The field that says who speaks.</param>
/// <param name="content">The field that says what is said.</param>
internal sealed class MessageGrouping(string key, string role, string content)
{
    private readonly Dictionary<Text, Group> _groups = [];
    private readonly List<Group> _inOrder = [];

    /// <summary>How many records became part of an example that another record had begun.</summary>
    public long Merged { get; private set; }

    /// <summary>The fields that the records must have.</summary>
    public IReadOnlyList<string> Columns => [key, role, content];

    /// <summary>Whether the fields are among the columns.</summary>
    /// <exception cref="MappingException">One is not.</exception>
    public void Verify(IReadOnlyCollection<string> columns)
    {
        foreach (var column in Columns)
        {
            if (!columns.Contains(column))
            {
                var near = NearestName.Of(column, columns);
                throw new MappingException($"no record has the column \"{column}\"; {(near is null ? string.Empty : $"did you mean \"{near}\"? ")}the columns are {string.Join(", ", columns.Take(20).Select(name => $"\"{name}\""))}");
            }
        }
    }

    /// <summary>Takes a record; false when it was rejected. Its texts are kept, so its block must not be used again.</summary>
    /// <param name="record">The record.</param>
    /// <param name="raw">Its bytes as they stand in the file.</param>
    public bool Add(Record record, ReadOnlyMemory<byte> raw = default)
    {
        var isNumber = record.Peek(key).Kind == System.Text.Json.JsonValueKind.Number;
        var id = record.TakeId(key);
        if (id.IsEmpty)
        {
            record.Reject(StructureDiagnostics.MissingText, key, $"the record has no \"{key}\", which says to which conversation it belongs");
            return false;
        }

        var speaker = record.TakeText(role);
        var said = record.TakeText(content);
        if (record.Rejection is not null)
        {
            return false;
        }

        if (speaker.IsEmpty || said.IsAbsent)
        {
            var missing = speaker.IsEmpty ? role : content;
            record.Reject(StructureDiagnostics.MissingText, missing, $"the record has no \"{missing}\"");
            return false;
        }

        if (!GroupRoles.TryFind(speaker.ToString(), out var who))
        {
            var near = NearestName.Of(speaker.ToString(), GroupRoles.Names);
            record.Reject(StructureDiagnostics.UnknownRole, role, $"the role {JsonValue.From(speaker)} is not known{(near is null ? "; write user or assistant" : $"; did you mean \"{near}\"?")}");
            return false;
        }

        if (_groups.TryGetValue(id, out var group))
        {
            Merged++;
        }
        else
        {
            group = new Group(id, isNumber, record.Location);
            _groups.Add(id, group);
            _inOrder.Add(group);
        }

        group.Messages.Add(new Message(who, said));
        group.Rests.Add(record.Rest());
        group.Raw.Add(raw);
        return true;
    }

    /// <summary>The conversations, each with the raw records that it was made of. A field that is the same in all records of one becomes its own, others those of the messages.</summary>
    public IEnumerable<(Example Example, IReadOnlyList<ReadOnlyMemory<byte>> Raw)> Finish()
    {
        foreach (var group in _inOrder)
        {
            yield return (group.ToExample(), group.Raw);
        }

        _groups.Clear();
        _inOrder.Clear();
    }

    private sealed class Group(Text id, bool isNumber, SourceLocation source)
    {
        public List<Message> Messages { get; } = [];

        public List<Metadata> Rests { get; } = [];

        public List<ReadOnlyMemory<byte>> Raw { get; } = [];

        public Example ToExample()
        {
            var shared = Rests[0].Where(field => Rests.TrueForAll(rest => rest.Any(other => other.Key == field.Key && other.Value == field.Value))).ToList();
            var category = shared.Find(field => field.Key.Is("category") && field.Value.IsString);
            shared.RemoveAll(field => field.Key == category.Key && field.Key.HasValue);
            var messages = Messages.Select((message, i) => new Message(message)
            {
                Metadata = new Metadata([.. Rests[i].Where(field => !shared.Exists(other => other.Key == field.Key) && field.Key != category.Key)]),
            });
            return new Example
            {
                OwnMessages = [.. messages],
                Id = id,
                IdIsNumber = isNumber,
                Category = category.Value.Text,
                Metadata = new Metadata([.. shared]),
                Source = source,
            };
        }
    }
}
