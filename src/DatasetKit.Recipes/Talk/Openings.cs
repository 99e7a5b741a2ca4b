using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Talk;

/// <summary>
/// Makes the first questions of conversations with a model: of subjects, of entities, of kinds of text, and of passages (arXiv 2305.14233, section 3.1). Each has an id that tells where it is from,
/// its <c>sector</c>, its <c>kind</c>, and as <c>parent</c> what the model was asked about.
/// </summary>
/// <param name="ask">The model; null when there is no reply yet.</param>
/// <param name="prompts">A folder with the words of the requests; empty for ours.</param>
/// <param name="seed">Decides what is expanded, and how an instruction and a passage are joined.</param>
internal sealed class Openings(Func<string, string?> ask, string prompts, int seed)
{
    private readonly Dictionary<string, PromptText> _prompts = new(StringComparer.Ordinal);
    private string[]? _joins;

    /// <summary>A wide subject: its narrower ones, questions about each, and so many more like each.</summary>
    public Outcome OfTopic(Example topic, int subtopics, int questions, int more)
    {
        var made = new Made(topic, "world", "question");
        foreach (var (sub, i) in List("subtopics", subtopics, made, ("topic", topic.Instruction.ToString())))
        {
            foreach (var (question, j) in List("questions", questions, made, ("topic", sub)))
            {
                made.Add(question, sub, i, j);
                foreach (var (other, k) in more == 0 ? [] : List("more", more, made, ("question", question)))
                {
                    made.Add(other, question, i, j, k);
                }
            }
        }

        return made.Outcome;
    }

    /// <summary>An entity: basic questions about it, and to each of them specific and general ones.</summary>
    public Outcome OfEntity(Example entity, int basic, int specific, int general)
    {
        var name = entity.Instruction.ToString();
        var made = new Made(entity, "world", "meta");
        foreach (var (question, i) in List("meta", basic, made, ("entity", name)))
        {
            made.Add(question, name, i);
            foreach (var (kind, count) in ((string, int)[])[("specific", specific), ("general", general)])
            {
                foreach (var (further, j) in List(kind, count, made, ("entity", name), ("question", question)))
                {
                    made.Add(further, question, kind, i, j);
                }
            }
        }

        return made.Outcome;
    }

    /// <summary>A kind of text: instructions to write one, of which a share is said with more detail.</summary>
    public Outcome OfTextType(Example type, int instructions, double expanded)
    {
        var made = new Made(type, "writing", "instruction");
        foreach (var (instruction, i) in List("instructions", instructions, made, ("type", type.Instruction.ToString())))
        {
            if (StableShare.Of($"expand\u001F{instruction}", seed) >= expanded)
            {
                made.Add(instruction, type.Instruction.ToString(), i);
            }
            else if (ask(Prompt("expand").Fill(("instruction", instruction)))?.Trim() is { Length: > 0 } longer)
            {
                made.Add(longer, instruction, "expanded", i);
            }
            else
            {
                made.Miss();
            }
        }

        return made.Outcome;
    }

    /// <summary>A passage: instructions that need it, each joined with it in one of several ways.</summary>
    public Outcome OfMaterial(Example passage, int instructions)
    {
        var text = passage.Kind == ExampleKind.PlainText ? passage.Output.ToString() : passage.Messages.FirstOrDefault(message => message.Role == Role.User)?.Content.ToString() ?? string.Empty;
        if (text.Trim().Length == 0)
        {
            return Outcome.Drop("empty");
        }

        var made = new Made(passage, "materials", "instruction");
        _joins ??= Prompt("combine").Template.Split("\n---\n");
        foreach (var (instruction, i) in List("material", instructions, made, ("material", text)))
        {
            var join = _joins[(int)(StableShare.Of($"join\u001F{instruction}\u001F{text}", seed) * _joins.Length)];
            made.Add(new PromptText(join.Trim('\n')).Fill(("material", text), ("instruction", instruction)), instruction, i);
        }

        return made.Outcome;
    }

    private PromptText Prompt(string name) => _prompts.TryGetValue(name, out var prompt) ? prompt : _prompts[name] = PromptText.Load($"ultrachat/{name}.txt", prompts);

    private IEnumerable<(string Line, int Number)> List(string prompt, int count, Made made, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (ask(Prompt(prompt).Fill([.. values, ("count", count.ToString(CultureInfo.InvariantCulture))])) is { } reply)
        {
            return ListReply.Read(reply, count).Select((line, i) => (line, i + 1));
        }

        made.Miss();
        return [];
    }

    /// <summary>What one source makes.</summary>
    private sealed class Made(Example source, string sector, string usual)
    {
        private readonly List<Example> _openings = [];
        private readonly List<string> _missing = [];

        public Outcome Outcome => Outcome.Split(_openings, _missing);

        public void Miss() => _missing.Add("no reply yet");

        public void Add(string question, string parent, params ReadOnlySpan<int> place) => Add(question, parent, usual, place);

        public void Add(string question, string parent, string kind, params ReadOnlySpan<int> place)
        {
            var id = source.Id.ToString();
            foreach (var number in place)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{id}.{number}");
            }

            _openings.Add(Example.Instruct(question, default).WithSource(source.Source).WithId(kind is "specific" or "general" ? $"{id}.{kind[0]}" : id).WithMetadata(Metadata.None
                .With("sector", JsonValue.From(sector)).With("kind", JsonValue.From(kind)).With("parent", JsonValue.From(parent))));
        }
    }
}
