using System.Collections.Concurrent;
using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Lima;

/// <summary>What the files of a source hold.</summary>
internal enum LimaKind
{
    /// <summary>Posts of Stack Exchange sites: questions with their best answers.</summary>
    Posts,

    /// <summary>Articles with a title and a category.</summary>
    Articles,

    /// <summary>Questions and answers that people wrote or chose.</summary>
    Pairs,
}

/// <summary>One source of a manifest: its files, how many of its examples are taken, and which are accepted.</summary>
internal sealed class LimaSource
{
    private readonly IReadOnlyList<string> _files;
    private readonly HashSet<string>? _accepted;
    private readonly ConcurrentDictionary<SourceLocation, Finding> _faults = new();

    /// <summary>Reads a source of a manifest.</summary>
    /// <exception cref="RecipeException">Something in it cannot be; nothing was read.</exception>
    public LimaSource(Manifest manifest, int number)
    {
        manifest.Only("source", "kind", "files", "count", "accept");
        Name = manifest.Get("source").Text;
        Key = string.Create(CultureInfo.InvariantCulture, $"{number}");
        Kind = Enum.Parse<LimaKind>(manifest.Get("kind").OneOf("posts", "articles", "pairs"), ignoreCase: true);
        var files = manifest.Get("files");
        _files = files.IsList ? [.. files.Items.Select(file => file.File())] : [files.File()];
        Count = manifest.Find("count") is { } count ? (int)Math.Min(count.Count, int.MaxValue) : null;
        _accepted = manifest.Find("accept") is { } accept ? [.. TextLines.Load(accept.File()).Select(line => line.Trim()).Where(line => line.Length > 0)] : null;
    }

    /// <summary>What the records say of where they are from.</summary>
    public string Name { get; }

    /// <summary>Its place in the manifest: two sources may have one name.</summary>
    public string Key { get; }

    public LimaKind Kind { get; }

    /// <summary>How many examples are taken; null for all.</summary>
    public int? Count { get; }

    /// <summary>Whether the list of accepted examples, if there is one, has this.</summary>
    public bool Accepts(Example example) => _accepted is null || _accepted.Contains(example.Id.ToString());

    /// <summary>The examples, those of posts with the answer as HTML; a stratum's best ones are first.</summary>
    /// <param name="bodyShare">About the share of questions whose text is the prompt.</param>
    /// <param name="seed">Decides whose.</param>
    /// <param name="repairs">Reads pairs whose last question has no answer; null when they are rejected.</param>
    /// <param name="reading">How files are read.</param>
    public Dataset Read(double bodyShare, int seed, RepairingFormat? repairs, ReadOptions reading) => Kind switch
    {
        LimaKind.Posts => Dataset.From(ReadPosts(bodyShare, seed)).Process(example => _faults.TryGetValue(example.Source, out var fault) ? Outcome.Reject(fault) : example),
        LimaKind.Articles => Tagged(Dataset.Read(_files, new ArticleFormat(), reading).Shuffle(seed)),
        _ => Tagged(Count is null ? Dataset.Read(_files, repairs, reading) : Dataset.Read(_files, repairs, reading).Shuffle(seed)),
    };

    private Dataset Tagged(Dataset data) => data.Select(example => example.WithMetadata(LimaMarks.Set(example.Metadata, Name, Key, Kind == LimaKind.Articles ? example.Category : Name)));

    private IEnumerable<Example> ReadPosts(double bodyShare, int seed)
    {
        foreach (var file in _files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var exchange = name.Equals("posts", StringComparison.OrdinalIgnoreCase) ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))! : name;
            var posts = Posts.Read(file);
            foreach (var fault in posts.Faults)
            {
                _faults[fault.Location] = fault;
                yield return Example.PlainText(default).WithSource(fault.Location);
            }

            foreach (var post in posts.Questions)
            {
                var id = $"{exchange}/{post.Id}";
                var body = StableShare.Of(id, seed) < bodyShare ? AnswerText.Of(post.Body) : null;
                yield return Example.Instruct(string.IsNullOrEmpty(body) ? post.Title : body, post.Answer)
                    .WithId(id).WithSource(post.Location).WithMetadata(LimaMarks.Set(Metadata.None, Name, Key, exchange, post.AnswerScore, posts.Questions.Count));
            }
        }
    }
}
