using System.Globalization;
using System.Xml;

namespace DatasetKit.Recipes.Lima;

/// <summary>A question of a Stack Exchange site with its best answer.</summary>
internal sealed record Post(string Id, string Title, string Body, int Score, string Answer, int AnswerScore, SourceLocation Location);

/// <summary>
/// The posts of a site as Stack Exchange publishes them: <c>Posts.xml</c>, a <c>row</c> for each, of type 1 for questions and 2 for answers
/// (archive.org/details/stackexchange, readme.txt).
/// </summary>
/// <param name="Questions">The questions that have an answer, those of the highest score first.</param>
/// <param name="Faults">Rows that lack what a post has.</param>
internal sealed record Posts(IReadOnlyList<Post> Questions, IReadOnlyList<Finding> Faults)
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true, IgnoreComments = true };

    /// <summary>Reads a file. Its questions and the best answer of each are held in memory.</summary>
    /// <exception cref="InputException">It is not XML.</exception>
    public static Posts Read(string path)
    {
        var questions = new Dictionary<string, Row>(StringComparer.Ordinal);
        var answers = new Dictionary<string, Row>(StringComparer.Ordinal);
        var faults = new List<Finding>();
        try
        {
            using var reader = XmlReader.Create(path, s_settings);
            for (var number = 1L; reader.ReadToFollowing("row"); number++)
            {
                Take(reader, new SourceLocation(path, ((IXmlLineInfo)reader).LineNumber, 1, 0, number), questions, answers, faults);
            }
        }
        catch (Exception fault) when (fault is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(new Finding(Diagnostics.Find("DK9302")!, Severity.Error, new SourceLocation(path, fault is XmlException xml ? xml.LineNumber : 0, 0, 0, 0), null, $"it is no dump of posts in XML: {fault.Message}"), fault);
        }

        return new Posts(
            [.. questions.Where(question => answers.ContainsKey(question.Key))
                .Select(question => (Question: question.Value, Answer: answers[question.Key]))
                .OrderByDescending(pair => pair.Question.Score).ThenBy(pair => pair.Question.Location.Number)
                .Select(pair => new Post(pair.Question.Id, pair.Question.Title, pair.Question.Body, pair.Question.Score, pair.Answer.Body, pair.Answer.Score, pair.Question.Location))],
            faults);
    }

    private static void Take(XmlReader row, SourceLocation place, Dictionary<string, Row> questions, Dictionary<string, Row> answers, List<Finding> faults)
    {
        var type = row.GetAttribute("PostTypeId");
        if (type is not ("1" or "2"))
        {
            // Wiki pages, nominations and the like.
            return;
        }

        var (id, body) = (row.GetAttribute("Id"), row.GetAttribute("Body"));
        var key = type == "1" ? id : row.GetAttribute("ParentId");
        var missing = id is null ? "Id" : body is null ? "Body" : key is null ? "ParentId" : type == "1" && row.GetAttribute("Title") is null ? "Title" : null;
        if (missing is not null || !int.TryParse(row.GetAttribute("Score"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score))
        {
            faults.Add(new Finding(Diagnostics.Find("DK1006")!, Severity.Error, place, "/" + (missing ?? "Score"), missing is null ? "a post has a Score, a whole number, and this has none" : $"a post has a {missing}, and this has none"));
            return;
        }

        var post = new Row(id!, row.GetAttribute("Title") ?? string.Empty, body!, score, place);
        if (type == "1")
        {
            questions[key!] = post;
        }
        else if (!answers.TryGetValue(key!, out var best) || score > best.Score)
        {
            answers[key!] = post;
        }
    }

    private sealed record Row(string Id, string Title, string Body, int Score, SourceLocation Location);
}
