namespace DatasetKit.Recipes.Running;

/// <summary>
/// What a model said, by what it was asked: records of <c>prompt</c> and <c>completion</c>. Who is asked for a reply that is not there remembers the request, so that it can be written for
/// somebody to answer.
/// </summary>
internal sealed class RecordedReplies
{
    private readonly Dictionary<string, string> _replies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    /// <param name="path">The file; empty for no replies yet.</param>
    public RecordedReplies(string path)
    {
        if (path.Length > 0)
        {
            foreach (var reply in Dataset.Read(path, RecordFormat.PromptCompletion, new ReadOptions { AllowEmpty = true }).ToBlockingEnumerable())
            {
                // The last one counts: somebody may have asked again.
                _replies[reply.Instruction.ToString()] = reply.Output.ToString();
            }
        }
    }

    /// <summary>The requests that have no reply, each once, in the order in which they came.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The reply to a request; null when there is none.</summary>
    public string? Find(string request)
    {
        if (_replies.TryGetValue(request, out var reply))
        {
            return reply;
        }

        if (_seen.Add(request))
        {
            _missing.Add(request);
        }

        return null;
    }

    /// <summary>The requests without a reply as records of <c>prompt</c> and an empty <c>completion</c>.</summary>
    public Dataset AsRequests() => Dataset.From(_missing.Select(request => Example.Instruct(request, string.Empty)));
}
