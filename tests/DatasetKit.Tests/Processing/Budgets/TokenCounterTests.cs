namespace DatasetKit.Tests.Processing.Budgets;

public class TokenCounterTests
{
    private static readonly Tokenizer Points = new CodePointTokenizer();

    [Fact]
    public void Texts_are_counted_each_by_itself_and_the_assistants_are_trained()
    {
        var example = Example.Chat(new Message(Role.System, "abc"), new Message(Role.User, "de"), new Message(Role.Assistant, "fghi"), new Message(Role.Assistant, "j") { Train = false });

        Assert.Equal(new TokenCount(10, 4), TokenCounter.OfTexts(Points).Count(example));
    }

    [Fact]
    public void Compared_answers_count_too()
    {
        var example = new Example(Example.Instruct("ab", default)) { Completions = [new Completion([new Message(Role.Assistant, "cde")]), new Completion([new Message(Role.Assistant, "f")])] };

        Assert.Equal(new TokenCount(6, 4), TokenCounter.OfTexts(Points).Count(example));
    }

    [Fact]
    public void A_template_counts_as_the_model_sees_it_with_special_tokens_as_one()
    {
        var template = PromptTemplate.FromText("Q: {instruction} A:{+} {output}</s>{-}");

        var tokens = TokenCounter.Rendered(Points, template).Tokenize(Example.Instruct("hi", "yes"), out var problem)!;

        Assert.Null(problem);
        // The tokenizer's beginning is added, its end is not: the template has written it.
        Assert.Equal("<s>Q: hi A: yes</s>", Points.Decode(tokens.Ids));
        Assert.Equal(" yes</s>", Points.Decode(tokens.Labels.Where(label => label != TokenizedExample.Masked)));
    }

    [Fact]
    public void A_beginning_that_the_template_has_written_is_not_added_again()
    {
        var tokens = TokenCounter.Rendered(Points, PromptTemplate.FromText("<s>{instruction}:{+}{output}{-}")).Tokenize(Example.Instruct("a", "b"), out _)!;

        Assert.Equal("<s>a:b</s>", Points.Decode(tokens.Ids));
        Assert.Equal("b</s>", Points.Decode(tokens.Labels.Where(label => label != TokenizedExample.Masked)));
    }

    [Fact]
    public void A_token_with_one_trained_character_is_trained()
    {
        // Vicuna masks the space behind "ASSISTANT:", which is one token with the first word of the answer.
        var counter = TokenCounter.Rendered(Tokenizer.O200kBase, PromptTemplate.Vicuna);

        var tokens = counter.Tokenize(Example.Instruct("Is it?", "Yes, it is."), out _)!;

        var trained = tokens.Labels.Where(label => label != TokenizedExample.Masked).ToList();
        Assert.StartsWith(" Yes, it is.", Tokenizer.O200kBase.Decode(trained), StringComparison.Ordinal);
        Assert.Equal(new TokenCount(tokens.Ids.Count, trained.Count), counter.Count(Example.Instruct("Is it?", "Yes, it is.")));
    }

    [Fact]
    public void Characters_of_several_tokens_are_trained_or_masked_as_a_whole()
    {
        var tokens = TokenCounter.Rendered(Tokenizer.R50kBase, PromptTemplate.FromText("{instruction}{+}{output}{-}")).Tokenize(Example.Instruct("𐀀", "𐀁"), out _)!;

        var masked = tokens.Labels.Count(label => label == TokenizedExample.Masked);
        Assert.Equal(Tokenizer.R50kBase.EncodeToIds("𐀀"), tokens.Ids.Take(masked));
        Assert.Equal("𐀁", Tokenizer.R50kBase.Decode(tokens.Ids.Skip(masked)));
    }

    [Fact]
    public void An_answer_that_is_marked_as_not_trained_is_masked()
    {
        var example = Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "first") { Train = false }, new Message(Role.User, "b"), new Message(Role.Assistant, "second"));

        var tokens = TokenCounter.Rendered(Points, PromptTemplate.Vicuna).Tokenize(example, out _)!;

        Assert.Equal("second</s>", Points.Decode(tokens.Labels.Where(label => label != TokenizedExample.Masked)));
    }

    [Fact]
    public void A_chat_template_masks_what_is_not_trained_by_itself()
    {
        var template = ChatTemplate.Parse("<s>{% for m in messages %}{{ m.role[0] }}:{{ m.content }};{% endfor %}");
        var example = Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "first") { Train = false }, new Message(Role.User, "b"), new Message(Role.Assistant, "second"));

        var tokens = TokenCounter.Rendered(Points, template).Tokenize(example, out var problem)!;

        Assert.Null(problem);
        var trained = Points.Decode(tokens.Labels.Where(label => label != TokenizedExample.Masked));
        Assert.StartsWith("<s>u:a;a:first;u:b;a:second;", Points.Decode(tokens.Ids), StringComparison.Ordinal);
        Assert.Contains("second", trained, StringComparison.Ordinal);
        Assert.DoesNotContain("first", trained, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_template_cannot_show_is_a_problem_and_no_exception()
    {
        Assert.NotNull(TokenCounter.Rendered(Points, PromptTemplate.Alpaca).Count(Example.PlainText("a")).Problem);
        Assert.NotNull(TokenCounter.HostedChat(Tokenizer.O200kBase).Count(Example.PlainText("a")).Problem);
    }

    [Fact]
    public void Answers_to_be_compared_and_media_are_no_text_to_count()
    {
        var pair = new Example(Example.Instruct("ab", default)) { Completions = [new Completion([new Message(Role.Assistant, "c")]), new Completion([new Message(Role.Assistant, "d")])] };
        var picture = new Example(Example.Chat(new Message(Role.User, "<image>a"), new Message(Role.Assistant, "b"))) { Media = [new Media(MediaKind.Image, "a.png")] };
        foreach (var counter in new[] { TokenCounter.Rendered(Points, ChatTemplate.Find("chatml")!), TokenCounter.HostedChat(Tokenizer.O200kBase) })
        {
            Assert.Contains("several to be compared", counter.Count(pair).Problem, StringComparison.Ordinal);
            Assert.Contains("media", counter.Count(picture).Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hosted_models_count_three_tokens_a_message_and_three_for_the_reply()
    {
        // The first test message of OpenAI's cookbook: 3 + "system" + 17 + 3.
        const string System = "You are a helpful, pattern-following assistant that translates corporate jargon into plain English.";
        var texts = Tokenizer.Cl100kBase.CountTokens(System);

        var count = TokenCounter.HostedChat(Tokenizer.Cl100kBase).Count(Example.Chat(new Message(Role.System, System), new Message(Role.User, "a") { Name = "Ann" }));

        Assert.Equal(3 + (3 + 1 + texts) + (3 + 1 + 1 + Tokenizer.Cl100kBase.CountTokens("Ann") + 1), count.Total);
        Assert.Equal(0, count.Trained);
    }

    [Fact]
    public void A_tokenizer_of_no_hosted_model_is_refused_with_what_to_do() =>
        Assert.Contains("chat template", Assert.Throws<TokenizerException>(() => TokenCounter.HostedChat(Tokenizer.R50kBase)).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_a_plain_text_has_ids_without_a_template()
    {
        Assert.Null(TokenCounter.OfTexts(Points).Tokenize(Example.Instruct("a", "b"), out var problem));
        Assert.Contains("template", problem, StringComparison.Ordinal);
        Assert.Equal("<s>ab</s>", Points.Decode(TokenCounter.OfTexts(Points).Tokenize(Example.PlainText("ab"), out _)!.Ids));
    }
}
