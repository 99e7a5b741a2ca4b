using System.Text;

namespace DatasetKit.Recipes.Talk;

/// <summary>
/// What models said, by the conversation that they were shown: records of messages, or of <c>prompt</c> and <c>completion</c>, whose last message is the reply. Who is asked for one that is not there
/// remembers the request.
/// </summary>
internal sealed class RecordedTalk
{
    private readonly Dictionary<string, string> _replies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<Message>> _missing = [];

    /// <param name="path">The file; empty for no replies yet.</param>
    public RecordedTalk(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        foreach (var reply in Dataset.Read(path, new ReadOptions { AllowEmpty = true }).ToBlockingEnumerable())
        {
            if (reply.Messages is [_, .., { Role: Role.Assistant } answer] messages)
            {
                // The last one counts: somebody may have asked again.
                _replies[KeyOf(messages.SkipLast(1))] = answer.Content.ToString();
            }
        }
    }

    /// <summary>The requests that have no reply, each once, in the order in which they came.</summary>
    public IReadOnlyList<IReadOnlyList<Message>> Missing => _missing;

    /// <summary>The reply to one question.</summary>
    public string? Ask(string question) => Ask([new Message(Role.User, question)]);

    /// <summary>The reply to a conversation; null when there is none.</summary>
    public string? Ask(IReadOnlyList<Message> request)
    {
        var key = KeyOf(request);
        if (_replies.TryGetValue(key, out var reply))
        {
            return reply;
        }

        if (_seen.Add(key))
        {
            _missing.Add([.. request]);
        }

        return null;
    }

    /// <summary>The requests without a reply as conversations that end with the user.</summary>
    public Dataset AsRequests() => Dataset.From(_missing.Select(request => Example.Chat(request)));

    private static string KeyOf(IEnumerable<Message> request)
    {
        var key = new StringBuilder();
        foreach (var message in request)
        {
            key.Append(message.Role).Append('\u001F').Append(message.Content.ToString()).Append('\u001E');
        }

        return key.ToString();
    }
}
