using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Conversations;

/// <summary>Questions about who the assistant is: every question of a block with every answer of it (lm-sys/FastChat:fastchat/data/hardcoded_questions.py; the words are our own).</summary>
internal static class IdentityQuestions
{
    /// <summary>The conversations.</summary>
    /// <param name="path">A file of blocks in YAML; empty for our own.</param>
    /// <param name="assistant">Stands for <c>{assistant}</c>.</param>
    /// <param name="maker">Stands for <c>{maker}</c>.</param>
    /// <exception cref="RecipeException">The file is not such blocks.</exception>
    public static IEnumerable<Example> Of(string path, string assistant, string maker)
    {
        var examples = new List<Example>();
        var file = path.Length > 0 ? Manifest.Load(path) : Manifest.Parse("identity.yaml", PromptText.Load("vicuna/identity.txt", string.Empty).Template);
        foreach (var block in file.Items)
        {
            block.Only("questions", "answers");
            foreach (var question in block.Get("questions").Items)
            {
                foreach (var answer in block.Get("answers").Items)
                {
                    examples.Add(Example.Chat(new Message(Role.User, Fill(question)), new Message(Role.Assistant, Fill(answer))).WithId($"identity_{examples.Count}"));
                }
            }
        }

        return examples;

        string Fill(Manifest words) => new PromptText(words.Text).Fill(("assistant", assistant), ("maker", maker));
    }
}
